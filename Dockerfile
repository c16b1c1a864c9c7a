# One image for web, worker and beat. Build: docker build -t guarantees .

FROM python:3.13-slim-bookworm AS build
ENV PYTHONUNBUFFERED=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /app
RUN python -m venv .venv
COPY requirements.lock .
# Wheels only, each with its hash: nothing is compiled, and nothing else than what was locked is installed.
RUN .venv/bin/pip install --require-hashes --only-binary :all: -r requirements.lock
COPY . .
# The key signs nothing here: it is gone with this line.
RUN LOCAL_DEMO=1 SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(50))')" .venv/bin/python manage.py collectstatic --noinput \
 && .venv/bin/python -m compileall -q -x '\.venv' .

FROM python:3.13-slim-bookworm
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PATH=/app/.venv/bin:$PATH HOST=0.0.0.0 PORT=8000
RUN useradd --system --uid 10001 --home-dir /app --shell /usr/sbin/nologin guarantees
WORKDIR /app
COPY --from=build /app /app
USER guarantees
EXPOSE 8000
# Asks under a name that ALLOWED_HOSTS admits.
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(r.Request('http://127.0.0.1:' + os.environ['PORT'] + '/healthz', headers={'Host': os.environ.get('ALLOWED_HOSTS', 'localhost').split(',')[0].lstrip('.')}), timeout=2)"]
CMD ["gunicorn", "-c", "config/gunicorn.py", "config.wsgi"]
