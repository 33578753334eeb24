# One recipe for all programs: docker build --build-arg PROGRAM=identity-server --build-arg PORT=9000 .

ARG JAVA=25.0.4_7

# What the build needs from outside changes with the POMs alone: a layer of its own spares the download at every change of code.
FROM eclipse-temurin:${JAVA}-jdk AS poms
WORKDIR /src
COPY . .
RUN find . -type f -not -name pom.xml -not -path './.mvn/*' -not -name mvnw -not -name LICENSE -delete && find . -type d -empty -delete

# Each platform is built on its own processor (docker buildx build --platform …): the cryptography of the jar is native.
FROM eclipse-temurin:${JAVA}-jdk AS build
WORKDIR /src
ENV MAVEN="./mvnw -B -ntp -q -DskipTests -Dspotless.check.skip=true -P !compiler-checks \
    -pl clerk-simulator,identity-server,demo-resource -am"
COPY --from=poms /src ./
RUN $MAVEN process-resources dependency:go-offline
COPY . .
# The laptop's profile carries sample secrets, and no secret belongs into an image.
RUN rm -f */src/main/resources/application-local.* && $MAVEN package

FROM eclipse-temurin:${JAVA}-jdk AS unpacked
ARG PROGRAM
WORKDIR /unpacked
COPY --from=build /src/${PROGRAM}/target/${PROGRAM}-exec.jar program.jar
RUN java -Djarmode=tools -jar program.jar extract --layers --destination layers

FROM eclipse-temurin:${JAVA}-jre AS program
WORKDIR /app
# Libraries change seldom and the program often: each in a layer of its own.
COPY --from=unpacked /unpacked/layers/dependencies/ ./
COPY --from=unpacked /unpacked/layers/spring-boot-loader/ ./
COPY --from=unpacked /unpacked/layers/snapshot-dependencies/ ./
COPY --from=unpacked /unpacked/layers/application/ ./

# Starts the program once, up to where it would listen, and keeps what it has loaded and linked on the way: the next start takes
# half of the processor time. Sample settings are enough for it, and neither they nor the keys it makes come into the image.
# Only the very Java and the very files that made an archive can use it, so it is made here. A Java before 24 makes none.
FROM program AS started
ARG PROGRAM
COPY deploy/compose/${PROGRAM}.yml config/application.yml
RUN mkdir /archive && java -XX:+IgnoreUnrecognizedVMOptions -XX:AOTCacheOutput=/archive/program.aot \
    -Dspring.context.exit=onRefresh -jar program.jar --spring.profiles.active=local \
    --hubify.identity.signing.provider=local --hubify.identity.signing.local.file=/tmp/keys.json \
    --clerk.simulator.data-directory=/tmp/clerk >/tmp/start.log 2>&1 || { cat /tmp/start.log; exit 1; }

FROM program
ARG PORT
RUN useradd --system --uid 10001 --no-create-home --home-dir /app --shell /usr/sbin/nologin hubify \
    && mkdir -p /app/data && chown hubify /app/data
COPY deploy/health.sh /usr/local/bin/health
COPY --from=started /archive/ ./
ENV SERVER_PORT=${PORT} SERVER_ADDRESS=0.0.0.0
EXPOSE ${PORT}
USER 10001
HEALTHCHECK --interval=5s --timeout=5s --start-period=120s --retries=5 CMD ["bash", "/usr/local/bin/health"]
# Where a name leads is remembered for five seconds and not for thirty: containers move, and what has moved is to be found.
# What the start alone needed of the heap is given back. An archive that is missing or doesn't fit is passed over.
ENTRYPOINT ["java", "-Dsun.net.inetaddr.ttl=5", "-XX:MaxRAMPercentage=70", "-XX:+ExitOnOutOfMemoryError", \
    "-Xms32m", "-XX:MinHeapFreeRatio=10", "-XX:MaxHeapFreeRatio=20", \
    "-XX:+IgnoreUnrecognizedVMOptions", "-XX:AOTCache=program.aot", "-jar", "program.jar"]
