package com.hubify.clerk.problem;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Members of a JSON object with which something is switched. All are optional; a wrong one is refused (400), since a misspelt
 * switch would leave a test green for the wrong reason.
 */
public record JsonMembers(Map<String, @Nullable Object> json) {

    /** @param what a member is, as in "is no fault" */
    public void areAmong(String what, List<String> names) {
        json.keySet().stream().filter(name -> !names.contains(name)).findFirst().ifPresent(name -> {
            throw ClerkProblem.bodyInvalid(
                    name + " is no " + what + ": there are " + String.join(", ", names.subList(0, names.size() - 1))
                            + " and " + names.get(names.size() - 1) + ".");
        });
    }

    /** False if it is not there. */
    public boolean flag(String name) {
        if (json.getOrDefault(name, false) instanceof Boolean flag) {
            return flag;
        }
        throw ClerkProblem.bodyInvalid(name + " must be true or false.");
    }

    /** A whole number; 0 if it is not there, even if that is out of range. */
    public int number(String name, int least, int most) {
        Object value = json.getOrDefault(name, 0);
        if (value instanceof Integer number && (!json.containsKey(name) || (number >= least && number <= most))) {
            return number;
        }
        throw ClerkProblem.bodyInvalid(name + " must be a whole number from " + least + " to " + most + ".");
    }

    /** A number; null if it is not there. */
    public @Nullable Double decimal(String name, String least, String most) {
        Object value = json.get(name);
        if (!json.containsKey(name)) {
            return null;
        }
        if (value instanceof Number number
                && number.doubleValue() >= new BigDecimal(least).doubleValue()
                && number.doubleValue() <= new BigDecimal(most).doubleValue()) {
            return number.doubleValue();
        }
        throw ClerkProblem.bodyInvalid(name + " must be a number from " + least + " to " + most + ".");
    }
}
