package com.hubify.identity.cli.client;

import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Failure;
import com.hubify.identity.cli.terminal.Json;
import com.hubify.identity.protocol.Spelling;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Clients as a file says they are to be: YAML, or JSON, with a list {@code clients}. Read whole or not at all, and each mistake
 * with its line.
 */
public final class ClientFile {

    /** Ten thousand clients. */
    private static final long LARGEST = 8L << 20;

    private static final int MOST_TOLD = 20;

    private final String name;
    private final List<String> mistakes = new ArrayList<>();
    private final Map<String, Desired> clients = new HashMap<>();

    private ClientFile(String name) {
        this.name = name;
    }

    /**
     * A client of the file.
     *
     * @param place file and line, for messages
     * @param line for the order of messages
     * @param members as the server takes them, {@code client_id} among them
     */
    record Desired(String id, String place, int line, ObjectNode members) {}

    /**
     * Reads a file.
     *
     * @throws Failure {@link ExitCode#USAGE} that names each mistake and its line
     */
    public static ClientFile read(Path path) {
        ClientFile file = new ClientFile(path.toString());
        file.parse(text(path));
        if (!file.mistakes.isEmpty()) {
            throw failure(file.mistakes);
        }
        return file;
    }

    /** All mistakes of files, the first {@value #MOST_TOLD} in words. */
    static Failure failure(List<String> mistakes) {
        return new Failure(
                ExitCode.USAGE, told(mistakes), "Nothing was changed. Correct the file and run the command again.");
    }

    /** The first {@value #MOST_TOLD}, and how many there are more. */
    static String told(List<String> sentences) {
        String rest = sentences.size() > MOST_TOLD ? "\n… and " + (sentences.size() - MOST_TOLD) + " more." : "";
        return sentences.stream().limit(MOST_TOLD).collect(Collectors.joining("\n")) + rest;
    }

    List<Desired> clients() {
        return clients.values().stream()
                .sorted((one, other) -> one.id().compareTo(other.id()))
                .toList();
    }

    private static String text(Path path) {
        try {
            if (Files.size(path) > LARGEST) {
                throw unreadable(path, "it is larger than 8 MB");
            }
            return Files.readString(path, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw unreadable(path, "there is no such file");
        } catch (MalformedInputException e) {
            throw unreadable(path, "it is not text in UTF-8");
        } catch (IOException e) {
            throw unreadable(path, "it can't be read");
        }
    }

    private static Failure unreadable(Path path, String why) {
        return new Failure(ExitCode.USAGE, "Can't read " + path + ": " + why + ".", "Name a file of clients with -f.");
    }

    private void parse(String text) {
        try {
            Node root = yaml().compose(new StringReader(text));
            if (root instanceof MappingNode mapping) {
                top(mapping);
            } else {
                mistakes.add(name + ": must be a mapping with the list clients.");
            }
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            mistakes.add(name + ":" + line + ": is no valid YAML: " + e.getProblem() + ".");
        } catch (YAMLException e) {
            mistakes.add(name + ": is no valid YAML, or too large or deep.");
        }
    }

    // Attack: a few lines of anchors and aliases that stand for billions of clients. Nodes are read, and no objects
    // made.
    private static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(0);
        options.setCodePointLimit((int) LARGEST);
        return new Yaml(options);
    }

    private void top(MappingNode root) {
        Map<String, Node> members = members(root, name);
        // A template that came out empty would, with --prune, delete all.
        if (members.isEmpty()) {
            mistakes.add(name + ": must be a mapping with the list clients.");
        }
        members.forEach((member, value) -> {
            if (!member.equals("clients")) {
                mistakes.add(place(value) + ": unknown member " + member + "; the file has the list clients alone.");
            } else if (value instanceof SequenceNode list) {
                list.getValue().forEach(this::client);
            } else {
                mistakes.add(place(value) + ": clients must be a list.");
            }
        });
    }

    private void client(Node node) {
        if (!(node instanceof MappingNode mapping)) {
            mistakes.add(place(node) + ": a client must be a mapping of members.");
            return;
        }
        Map<String, Node> members = members(mapping, place(node));
        Node id = members.remove(ClientMember.ID);
        if (!(id instanceof ScalarNode known) || !known.getTag().equals(Tag.STR)) {
            mistakes.add(place(node) + ": client_id is missing, or no text: quote it.");
            return;
        }
        ObjectNode json = Json.newObject().put(ClientMember.ID, known.getValue());
        members.forEach((member, value) -> member(known.getValue(), member, value, json));
        Desired before = clients.putIfAbsent(
                known.getValue(),
                new Desired(known.getValue(), place(id), id.getStartMark().getLine(), json));
        if (before != null) {
            mistakes.add(place(id) + ": " + known.getValue() + " is there twice, first at " + before.place() + ".");
        }
    }

    private void member(String client, String member, Node value, ObjectNode json) {
        Optional<ClientMember> known = ClientMember.of(member);
        if (known.isEmpty()) {
            mistakes.add(place(value) + ": " + client + ": unknown member " + member + "."
                    + Spelling.nearest(member, ClientMember.names()).stream()
                            .findFirst()
                            .map(meant -> " Did you mean " + meant + "?")
                            .orElse(""));
        } else if (!put(known.get(), value, json)) {
            mistakes.add(place(value) + ": " + client + ": " + member + " must be "
                    + known.get().type().words() + ".");
        }
    }

    private static boolean put(ClientMember member, Node value, ObjectNode json) {
        return switch (member.type()) {
            case TEXT ->
                scalar(value, Tag.STR)
                        .map(text -> json.put(member.word(), text))
                        .isPresent();
            case TRUTH ->
                // "yes" and "on" are true to some readers of YAML and texts to others: they would turn PKCE off.
                scalar(value, Tag.BOOL)
                        .filter(text -> text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false"))
                        .map(text -> json.put(member.word(), Boolean.parseBoolean(text)))
                        .isPresent();
            case NUMBER ->
                scalar(value, Tag.INT)
                        .filter(text -> text.matches("[0-9]{1,10}"))
                        .map(text -> json.put(member.word(), Long.parseLong(text)))
                        .isPresent();
            case TEXTS ->
                texts(value).map(texts -> json.set(member.word(), array(texts))).isPresent();
            case WORDS ->
                scalar(value, Tag.STR)
                        .or(() -> texts(value).map(texts -> String.join(" ", texts)))
                        .map(text -> json.put(member.word(), text))
                        .isPresent();
        };
    }

    private static ArrayNode array(List<String> texts) {
        ArrayNode array = Json.newArray();
        texts.forEach(array::add);
        return array;
    }

    private static Optional<List<String>> texts(Node value) {
        if (!(value instanceof SequenceNode list)) {
            return Optional.empty();
        }
        List<String> texts = new ArrayList<>();
        for (Node element : list.getValue()) {
            Optional<String> text = scalar(element, Tag.STR);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            texts.add(text.get());
        }
        return Optional.of(texts);
    }

    private static Optional<String> scalar(Node node, Tag tag) {
        return node instanceof ScalarNode scalar && scalar.getTag().equals(tag)
                ? Optional.of(scalar.getValue())
                : Optional.empty();
    }

    private Map<String, Node> members(MappingNode mapping, String where) {
        Map<String, Node> members = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String member = tuple.getKeyNode() instanceof ScalarNode key ? key.getValue() : "";
            if (members.putIfAbsent(member, tuple.getValueNode()) != null) {
                mistakes.add(
                        place(tuple.getKeyNode()) + ": " + member + " is there twice in what begins at " + where + ".");
            }
        }
        return members;
    }

    private String place(Node node) {
        return name + ":" + (node.getStartMark().getLine() + 1);
    }
}
