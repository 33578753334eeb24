package com.hubify.identity.server.admin.client;

import com.hubify.identity.server.api.ApiRefusal;
import com.hubify.identity.server.authorization.RecentSignIn;
import com.hubify.identity.server.client.endpoint.ClientForm;
import com.hubify.identity.server.client.registry.Clients;
import com.hubify.identity.server.client.registry.KnownClient;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Gives a client a new secret, while the one before stays good for a time that the operator chooses. */
@Controller
class ClientSecretController {

    private static final String ROTATE = "/admin/clients/rotate-secret";

    /** For how long the secret before stays good. */
    private static final List<String> OVERLAPS = List.of("PT1H", "PT24H", "PT168H", "PT0S");

    private final Clients clients;
    private final RecentSignIn recent;
    private final ShownSecret shown;

    ClientSecretController(Clients clients, RecentSignIn recent, ShownSecret shown) {
        this.clients = clients;
        this.recent = recent;
        this.shown = shown;
    }

    @GetMapping(ROTATE)
    String ask(
            @RequestParam String client,
            @RequestParam(defaultValue = "") String overlap,
            @Nullable Principal signedIn,
            HttpServletRequest request,
            Model model) {
        recent.require(signedIn, request);
        return form(withSecret(client), overlap, model);
    }

    /** @param version of the client that the form shows: a form that is sent twice rotates once */
    @PostMapping(ROTATE)
    String rotate(
            @RequestParam String client,
            @RequestParam long version,
            @RequestParam String overlap,
            @Nullable Principal signedIn,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        Principal operator = recent.require(signedIn, request);
        KnownClient known = withSecret(client);
        if (!OVERLAPS.contains(overlap)) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        try {
            return shown.answer(
                    ClientForm.orRefusal(
                            () -> clients.rotateSecret(client, Duration.parse(overlap), version, operator.getName())),
                    response,
                    redirect,
                    model);
        } catch (ApiRefusal e) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            model.addAttribute("problem", e.error().message());
            return form(known, overlap, model);
        }
    }

    /** @param chosen before a sign-in interrupted the form; otherwise not one of the choices */
    private static String form(KnownClient client, String chosen, Model model) {
        model.addAttribute("client", ClientView.of(client));
        model.addAttribute("chosen", chosen);
        model.addAttribute("overlaps", OVERLAPS);
        return "admin/client-rotate";
    }

    private KnownClient withSecret(String id) {
        KnownClient client = ClientPagesController.known(clients, id);
        if (client.isConfigured() || client.metadata().isPublic()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return client;
    }
}
