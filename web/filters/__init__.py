"""What may be asked for: the parameters of pages and endpoints, declared once and checked strictly."""
