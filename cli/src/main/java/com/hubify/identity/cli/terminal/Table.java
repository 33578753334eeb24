package com.hubify.identity.cli.terminal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A result as a person reads it: one line for each member, or a table with one line for each element of a list. */
final class Table {

    private static final String GAP = "  ";
    private static final String NOTHING = "-";

    private Table() {}

    static String of(JsonNode json) {
        return json.isArray() ? list(json) : members(json);
    }

    private static String members(JsonNode object) {
        List<List<String>> rows = new ArrayList<>();
        object.propertyNames().forEach(name -> rows.add(List.of(words(name), cell(object.path(name)))));
        return aligned(rows);
    }

    private static String list(JsonNode array) {
        Set<String> names = new LinkedHashSet<>();
        array.forEach(element -> names.addAll(element.propertyNames()));
        if (names.isEmpty()) {
            return "There are none.";
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                names.stream().map(name -> words(name).toUpperCase(Locale.ROOT)).toList());
        array.forEach(element ->
                rows.add(names.stream().map(name -> cell(element.path(name))).toList()));
        return aligned(rows);
    }

    private static String words(String name) {
        return SafeText.line(name).replace('_', ' ');
    }

    private static String cell(JsonNode value) {
        if (value.isArray()) {
            List<String> elements = new ArrayList<>();
            value.forEach(element -> elements.add(cell(element)));
            return elements.isEmpty() ? NOTHING : String.join(", ", elements);
        }
        if (value.isBoolean()) {
            return value.asBoolean() ? "yes" : "no";
        }
        return value.isMissingNode() || value.isNull() ? NOTHING : SafeText.line(value.asString());
    }

    private static String aligned(List<List<String>> rows) {
        return rows.stream().map(row -> line(row, rows)).collect(Collectors.joining("\n"));
    }

    private static String line(List<String> row, List<List<String>> rows) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            int index = column;
            int width = rows.stream()
                    .mapToInt(each -> each.get(index).length())
                    .max()
                    .orElse(0);
            String cell = row.get(column);
            line.append(cell).append(" ".repeat(width - cell.length())).append(GAP);
        }
        return line.toString().stripTrailing();
    }
}
