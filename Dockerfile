FROM python:3.13-slim-trixie

# Pango sets the text of the PDF; without it everything but export works.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/*
RUN pip install --no-cache-dir "uv>=0.13,<0.14"

WORKDIR /app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    UV_COMPILE_BYTECODE=1 \
    UV_LINK_MODE=copy \
    UV_PYTHON_DOWNLOADS=never

# The packages change seldom and the code often, so they are layers of their own.
COPY pyproject.toml uv.lock .python-version ./
RUN uv sync --locked --no-dev --no-cache
COPY . .

# Collecting static files reads the settings, which want a key; this one signs nothing and is not kept.
RUN KOMMUNRAPPORT_ENVIRONMENT=production SECRET_KEY=only-while-the-image-is-built ALLOWED_HOSTS=localhost \
    KOMMUNRAPPORT_VAR=/tmp/build python manage.py collectstatic --noinput \
    && rm -rf /tmp/build

RUN useradd --system --uid 10001 --create-home --home-dir /var/lib/kommunrapport kommunrapport \
    && install --directory --owner kommunrapport --mode 0700 /var/lib/kommunrapport/media
USER kommunrapport
ENV KOMMUNRAPPORT_ENVIRONMENT=production \
    KOMMUNRAPPORT_VAR=/var/lib/kommunrapport
VOLUME /var/lib/kommunrapport
EXPOSE 8000

# Threads, because pages poll and upload. Keep-alive longer than a person's pause between two saves.
CMD ["gunicorn", "kommunrapport.wsgi", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", \
     "--workers", "2", "--threads", "4", "--keep-alive", "75", "--worker-tmp-dir", "/dev/shm"]
