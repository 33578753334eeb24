package com.hubify.identity.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigurationFolderTests {

    private static final Path HOME = Path.of("/home/solo");

    @Test
    void isInTheHomeByDefault() {
        assertThat(ConfigurationFolder.of(Map.of(), HOME, "Linux")).isEqualTo(HOME.resolve(".config/hubify"));
    }

    @Test
    void followsXdgUnlessRelative() {
        assertThat(ConfigurationFolder.of(Map.of("XDG_CONFIG_HOME", "/x"), HOME, "Linux"))
                .isEqualTo(Path.of("/x/hubify"));
        assertThat(ConfigurationFolder.of(Map.of("XDG_CONFIG_HOME", "x"), HOME, "Linux"))
                .isEqualTo(HOME.resolve(".config/hubify"));
    }

    @Test
    void isWhereTheUserSaysBeforeAllElse() {
        assertThat(ConfigurationFolder.of(
                        Map.of("HUBIFY_CONFIG_HOME", "/mine", "XDG_CONFIG_HOME", "/x"), HOME, "Linux"))
                .isEqualTo(Path.of("/mine"));
    }

    @Test
    void isInTheRoamingProfileOnWindows() {
        assertThat(ConfigurationFolder.of(Map.of("APPDATA", "/appdata"), HOME, "Windows 11"))
                .isEqualTo(Path.of("/appdata/hubify"));
        assertThat(ConfigurationFolder.of(Map.of(), HOME, "Windows 11"))
                .isEqualTo(HOME.resolve("AppData/Roaming/hubify"));
    }
}
