package com.hubify.identity.server.apikey.page;

import com.hubify.identity.protocol.Scope;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The form of a key as it was entered, to be shown again when something is wrong.
 *
 * @param name without the blanks around it
 * @param scopes as they were sent
 * @param expiresIn a {@link Lifetime}, or {@code never}
 * @param owner id of the organization whose it is to be; empty for the person's
 * @param allowedIps networks, each on a line of its own or after a comma
 */
record KeyForm(
        String name, String description, List<String> scopes, String expiresIn, String allowedIps, String owner) {

    static KeyForm of(HttpServletRequest request) {
        String[] scopes = request.getParameterValues("scopes");
        return new KeyForm(
                text(request.getParameter("name"), ""),
                text(request.getParameter("description"), ""),
                scopes == null ? List.of() : List.of(scopes),
                text(request.getParameter("expires_in"), Lifetime.SUGGESTED),
                text(request.getParameter("allowed_ips"), ""),
                text(request.getParameter("owner"), ""));
    }

    /** Attack: a link that fills the form in with full access, for a person who only presses the button. */
    KeyForm withoutAll() {
        return new KeyForm(
                name,
                description,
                scopes.stream()
                        .filter(scope -> !scope.equals(Scope.ALL.value()))
                        .toList(),
                expiresIn,
                allowedIps,
                owner);
    }

    private static String text(@Nullable String entered, String otherwise) {
        return entered == null || entered.isBlank() ? otherwise : entered.strip();
    }
}
