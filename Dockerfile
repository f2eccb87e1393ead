# Offprint in a container: see "Keep it running" in README.md. Everything that is kept is in /data.
FROM node:24-slim AS build
WORKDIR /opt/offprint
COPY package.json package-lock.json .npmrc ./
# Nothing is compiled: on this Node the SQLite driver ships its binary.
RUN npm ci --omit=dev --ignore-scripts
COPY tsconfig.json ./
COPY .ci/prune-build.js .ci/
COPY src src
COPY commands commands
RUN npm run -s build

FROM node:24-slim
# Memory that is given back goes to the system, and is not kept for each thread.
ENV NODE_ENV=production \
    MALLOC_ARENA_MAX=1 \
    MALLOC_MMAP_THRESHOLD_=65536 \
    MALLOC_TRIM_THRESHOLD_=65536 \
    OFFPRINT_DB=/data/offprint.sqlite \
    OFFPRINT_PAGES=/data/pages
RUN install -d -o node -g node -m 0700 /data && install -d -o node -g node /data/pages
WORKDIR /opt/offprint
COPY package.json ./
COPY data/starter.jsonl data/
COPY --from=build /opt/offprint/node_modules node_modules
COPY --from=build /opt/offprint/dist dist
USER node
VOLUME /data
HEALTHCHECK --start-period=60s --interval=30s --timeout=5s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# A restart policy knows no exit codes: with wrong settings or a refused token the program says so and
# waits, unhealthy, instead of being restarted for ever.
CMD ["node", "--max-old-space-size=256", "--optimize-for-size", "--enable-source-maps", "dist/src/main.js", "--stay-if-refused"]
