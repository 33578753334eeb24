package com.hubify.identity.cli.session;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where the user's files are kept: {@code HUBIFY_CONFIG_HOME}, else the system's custom.
 *
 * @see <a href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG base directory specification</a>
 */
public final class ConfigurationFolder {

    private ConfigurationFolder() {}

    public static Path of(Map<String, String> environment, Path home, String operatingSystem) {
        Optional<Path> chosen = folder(environment, "HUBIFY_CONFIG_HOME").map(Path::toAbsolutePath);
        if (chosen.isPresent()) {
            return chosen.get();
        }
        if (operatingSystem.toLowerCase(Locale.ROOT).startsWith("windows")) {
            return folder(environment, "APPDATA")
                    .orElse(home.resolve("AppData").resolve("Roaming"))
                    .resolve("hubify");
        }
        // The specification has relative paths ignored.
        return folder(environment, "XDG_CONFIG_HOME")
                .filter(Path::isAbsolute)
                .orElse(home.resolve(".config"))
                .resolve("hubify");
    }

    private static Optional<Path> folder(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isBlank())
                .map(Path::of);
    }
}
