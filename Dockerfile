# One recipe for all programs: docker build --build-arg PROGRAM=identity-server --build-arg PORT=9000 .

FROM eclipse-temurin:25-jdk AS build
WORKDIR /src
COPY .mvn .mvn
COPY mvnw pom.xml LICENSE ./
COPY resource-server-starter resource-server-starter
COPY real-parts real-parts
COPY clerk-simulator clerk-simulator
COPY identity-server identity-server
COPY demo-resource demo-resource
COPY cli cli
COPY platform-tests platform-tests
COPY benchmarks benchmarks
# The laptop's profile carries sample secrets, and no secret belongs into an image.
RUN rm -f */src/main/resources/application-local.*
RUN ./mvnw -B -ntp -q -DskipTests -Dspotless.check.skip=true -P '!compiler-checks' \
    -pl clerk-simulator,identity-server,demo-resource -am package

FROM eclipse-temurin:25-jdk AS unpacked
ARG PROGRAM
WORKDIR /unpacked
COPY --from=build /src/${PROGRAM}/target/${PROGRAM}-exec.jar program.jar
RUN java -Djarmode=tools -jar program.jar extract --layers --destination layers

FROM eclipse-temurin:25-jre
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
VOLUME /app/data
USER 10001
HEALTHCHECK --interval=5s --timeout=5s --start-period=120s --retries=5 CMD ["bash", "/usr/local/bin/health"]
# Where a name leads is remembered for five seconds and not for thirty: containers move, and what has moved is to be found.
ENTRYPOINT ["java", "-Dsun.net.inetaddr.ttl=5", "-XX:MaxRAMPercentage=70", "-XX:+ExitOnOutOfMemoryError", "-jar", "program.jar"]
