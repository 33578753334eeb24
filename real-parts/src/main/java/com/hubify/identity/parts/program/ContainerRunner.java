package com.hubify.identity.parts.program;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.IsRunningStartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/** Runs a server in a container whose published port stays the same when it is started again. */
public final class ContainerRunner implements Runner {

    private final GenericContainer<?> container;
    private final int port = FreePort.find();

    public ContainerRunner(String image, int exposed, List<String> command, Map<String, String> files) {
        container = new GenericContainer<>(DockerImageName.parse(image))
                .withCommand(command.toArray(String[]::new))
                .withExposedPorts(exposed)
                .withCreateContainerCmdModifier(create -> publish(create.getHostConfig(), exposed))
                .withStartupCheckStrategy(new IsRunningStartupCheckStrategy())
                // The part's own client decides when it answers, for containers and processes alike.
                .waitingFor(new AtOnce());
        files.forEach((path, text) -> container.withCopyToContainer(Transferable.of(text), path));
        Runtime.getRuntime().addShutdownHook(new Thread(this::discard));
    }

    @Override
    public void start() {
        if (container.getContainerId() == null) {
            container.start();
        } else {
            docker().startContainerCmd(container.getContainerId()).exec();
        }
    }

    @Override
    public void stop() {
        docker().stopContainerCmd(container.getContainerId()).withTimeout(10).exec();
    }

    @Override
    public void kill() {
        docker().killContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void pause() {
        docker().pauseContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void resume() {
        docker().unpauseContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void discard() {
        container.stop();
    }

    @Override
    public boolean running() {
        return container.isRunning();
    }

    @Override
    public String host() {
        return container.getHost();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String lastWords() {
        return container.getContainerId() == null ? "(the container was never made)" : container.getLogs();
    }

    private void publish(@Nullable HostConfig host, int exposed) {
        if (host != null) {
            host.withPortBindings(new PortBinding(Ports.Binding.bindPort(port), ExposedPort.tcp(exposed)));
        }
    }

    private DockerClient docker() {
        return container.getDockerClient();
    }

    private static final class AtOnce extends AbstractWaitStrategy {
        @Override
        protected void waitUntilReady() {}
    }
}
