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

FROM eclipse-temurin:${JAVA}-jre
ARG PORT
WORKDIR /app
RUN useradd --system --uid 10001 --no-create-home --home-dir /app --shell /usr/sbin/nologin hubify \
    && mkdir -p /app/data && chown hubify /app/data
COPY deploy/health.sh /usr/local/bin/health
# Libraries change seldom and the program often: each in a layer of its own.
COPY --from=unpacked /unpacked/layers/dependencies/ ./
COPY --from=unpacked /unpacked/layers/spring-boot-loader/ ./
COPY --from=unpacked /unpacked/layers/snapshot-dependencies/ ./
COPY --from=unpacked /unpacked/layers/application/ ./
ENV SERVER_PORT=${PORT} SERVER_ADDRESS=0.0.0.0
EXPOSE ${PORT}
USER 10001
HEALTHCHECK --interval=5s --timeout=5s --start-period=120s --retries=5 CMD ["bash", "/usr/local/bin/health"]
# Where a name leads is remembered for five seconds and not for thirty: containers move, and what has moved is to be found.
ENTRYPOINT ["java", "-Dsun.net.inetaddr.ttl=5", "-XX:MaxRAMPercentage=70", "-XX:+ExitOnOutOfMemoryError", "-jar", "program.jar"]
