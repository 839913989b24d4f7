# docker build -t hustings . && docker run --rm -p 8501:8501 hustings
FROM python:3.11-slim-bookworm

# packages.txt: the browser that draws pictures, and fonts for the names in them. tini passes
# signals on, and buries what a browser leaves.
COPY packages.txt requirements.txt /srv/hustings/
RUN apt-get update \
    && xargs -a /srv/hustings/packages.txt apt-get install -y --no-install-recommends tini \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --create-home --home-dir /var/lib/hustings hustings
RUN pip install --no-cache-dir --disable-pip-version-check -r /srv/hustings/requirements.txt

WORKDIR /srv/hustings
COPY .streamlit/config.toml .streamlit/
COPY deploy/alive.py deploy/
COPY dashboard.py LICENSE ./
COPY pages pages
COPY hustings hustings
COPY data /data

ENV PYTHONUNBUFFERED=1 \
    HUSTINGS_DATA=/data \
    HUSTINGS_DESK=off \
    STREAMLIT_SERVER_HEADLESS=true \
    STREAMLIT_SERVER_ADDRESS=0.0.0.0 \
    STREAMLIT_SERVER_PORT=8501 \
    STREAMLIT_SERVER_FILE_WATCHER_TYPE=none \
    STREAMLIT_LOGGER_HIDE_WELCOME_MESSAGE=true
USER 10001
VOLUME /data
EXPOSE 8501
HEALTHCHECK --interval=15s --timeout=6s --start-period=60s --retries=3 \
    CMD ["python", "deploy/alive.py"]
ENTRYPOINT ["tini", "--"]
CMD ["python", "-m", "streamlit", "run", "dashboard.py"]
