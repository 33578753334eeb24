package com.hubify.identity.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Programs of this repository as they are shipped, each a jar of its own. */
public final class ShippedProgram {

    private ShippedProgram() {}

    /**
     * Starts one without waiting for it.
     *
     * @param name what its output is filed under
     * @param module whose jar it is
     * @param jvm options of the virtual machine
     * @param settings Spring's properties
     */
    public static JavaProgram launch(String name, String module, List<String> jvm, Map<String, String> settings) {
        return launch(name, module, jvm, settings, Map.of());
    }

    /** @param environment variables that it has beside those of this program */
    public static JavaProgram launch(
            String name,
            String module,
            List<String> jvm,
            Map<String, String> settings,
            Map<String, String> environment) {
        List<String> arguments = new ArrayList<>(jvm);
        arguments.add("-jar");
        arguments.add(jar(module).toString());
        settings.forEach((property, value) -> arguments.add("--" + property + "=" + value));
        return JavaProgram.launch(name, arguments, environment);
    }

    /**
     * Starts another build of one, or one with a configuration of this program's beside its own.
     *
     * @param jar as a build packages it
     * @param more a configuration that needs no other class of this program
     */
    public static JavaProgram launch(
            String name, Path jar, List<String> jvm, Map<String, String> settings, @Nullable Class<?> more) {
        List<String> arguments = new ArrayList<>(jvm);
        if (more == null) {
            arguments.addAll(List.of("-jar", jar.toString()));
        } else {
            arguments.addAll(List.of(
                    "-Dloader.path=" + ClassPath.self(),
                    "-cp",
                    jar.toString(),
                    "org.springframework.boot.loader.launch.PropertiesLauncher",
                    "--spring.main.sources=" + more.getName()));
        }
        settings.forEach((property, value) -> arguments.add("--" + property + "=" + value));
        return JavaProgram.launch(name, arguments);
    }

    /** What the build has packaged of a module. */
    public static Path jar(String module) {
        Path jar = Path.of("..", module, "target", module + "-exec.jar")
                .toAbsolutePath()
                .normalize();
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException("Build it first (./mvnw package): " + jar);
        }
        return jar;
    }
}
