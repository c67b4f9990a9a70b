# samlproof with a headless browser. The IdP listens beyond loopback only when it is told to: docs/ci.md says how.
FROM node:22-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build && npm pack --ignore-scripts --pack-destination /tmp

FROM node:22-bookworm-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends chromium-headless-shell ca-certificates \
 && rm -rf /var/lib/apt/lists/*
COPY --from=build /tmp/samlproof-*.tgz /tmp/
RUN npm install --global --no-audit --no-fund /tmp/samlproof-*.tgz @playwright/test && rm /tmp/samlproof-*.tgz
WORKDIR /work
ENV SAMLPROOF_BROWSER=/usr/bin/chromium-headless-shell
ENTRYPOINT ["samlproof"]
CMD ["--help"]
