package com.hubify.identity.cli.login;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The browser of this machine: what {@code HUBIFY_BROWSER} or {@code BROWSER} names, else what the system opens pages with.
 * The variables hold a command; {@code %s} in it stands for the address, which otherwise comes last.
 */
public final class DesktopBrowser implements Browser {

    private final Map<String, String> environment;
    private final String operatingSystem;

    public DesktopBrowser(Map<String, String> environment, String operatingSystem) {
        this.environment = environment;
        this.operatingSystem = operatingSystem.toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean open(URI page) {
        return commands().map(command -> withAddress(command, page)).anyMatch(DesktopBrowser::start);
    }

    private Stream<List<String>> commands() {
        Optional<String> chosen = variable("HUBIFY_BROWSER");
        if (chosen.isPresent()) {
            return Stream.of(words(chosen.get()));
        }
        return variable("BROWSER").map(DesktopBrowser::list).orElseGet(this::ofTheSystem);
    }

    /** By custom BROWSER is a list, separated as PATH is, of which the first that starts is taken. */
    private static Stream<List<String>> list(String commands) {
        return isFile(commands)
                ? Stream.of(List.of(commands))
                : Stream.of(commands.split(":"))
                        .filter(command -> !command.isBlank())
                        .map(DesktopBrowser::words);
    }

    private Stream<List<String>> ofTheSystem() {
        if (operatingSystem.startsWith("windows")) {
            return Stream.of(List.of("rundll32", "url.dll,FileProtocolHandler"));
        }
        if (operatingSystem.startsWith("mac")) {
            return Stream.of(List.of("open"));
        }
        // Without a display xdg-open would start a text browser in the user's terminal, or nothing.
        boolean display =
                variable("DISPLAY").isPresent() || variable("WAYLAND_DISPLAY").isPresent();
        return display ? Stream.of(List.of("xdg-open")) : Stream.empty();
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private static List<String> words(String command) {
        return isFile(command) ? List.of(command) : List.of(command.trim().split("\\s+"));
    }

    private static boolean isFile(String command) {
        try {
            return Files.isRegularFile(Path.of(command));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static List<String> withAddress(List<String> command, URI page) {
        List<String> words = new ArrayList<>();
        command.forEach(word -> words.add(word.replace("%s", page.toString())));
        if (words.equals(command)) {
            words.add(page.toString());
        }
        return words;
    }

    private static boolean start(List<String> command) {
        try {
            // A browser's chatter must not mix with our output, nor may it read our input.
            new ProcessBuilder(command)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start()
                    .getOutputStream()
                    .close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
