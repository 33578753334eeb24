package com.hubify.identity.server.admin.client;

import static com.hubify.identity.server.admin.client.ClientPagesController.CLIENT;

import com.hubify.identity.server.api.ApiRefusal;
import com.hubify.identity.server.authorization.RecentSignIn;
import com.hubify.identity.server.client.SupportedGrantTypes;
import com.hubify.identity.server.client.endpoint.ClientForm;
import com.hubify.identity.server.client.registry.Clients;
import com.hubify.identity.server.client.registry.KnownClient;
import com.hubify.identity.server.client.registry.NewSecret;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Registers a client, and changes one. */
@Controller
class ClientFormController {

    private static final String NEW = "/admin/clients/new";
    private static final String CHANGE = "/admin/clients/change";

    private final Clients clients;
    private final RecentSignIn recent;
    private final ShownSecret shown;

    ClientFormController(Clients clients, RecentSignIn recent, ShownSecret shown) {
        this.clients = clients;
        this.recent = recent;
        this.shown = shown;
    }

    @GetMapping(NEW)
    String askForNew(@Nullable Principal signedIn, HttpServletRequest request, Model model) {
        recent.require(signedIn, request);
        return form(NEW, ClientForm.NEW, 0, model);
    }

    @PostMapping(NEW)
    String create(
            @Nullable Principal signedIn,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        Principal operator = recent.require(signedIn, request);
        ClientForm form = read(request, text(request, "id").strip());
        try {
            NewSecret made = form.create(clients, operator.getName());
            return shown.answer(made, response, redirect, model);
        } catch (ApiRefusal e) {
            refuse(e, response, model);
            return form(NEW, form, 0, model);
        }
    }

    @GetMapping(CHANGE)
    String askForChange(
            @RequestParam String client, @Nullable Principal signedIn, HttpServletRequest request, Model model) {
        recent.require(signedIn, request);
        KnownClient known = changeable(client);
        return form(CHANGE, ClientForm.of(known), known.version(), model);
    }

    /** @param version of the client that the form shows: another operator's change meanwhile is not overwritten */
    @PostMapping(CHANGE)
    String change(
            @RequestParam String client,
            @RequestParam long version,
            @Nullable Principal signedIn,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        Principal operator = recent.require(signedIn, request);
        changeable(client);
        ClientForm form = read(request, client);
        try {
            form.update(clients, version, operator.getName());
            redirect.addAttribute("client", client);
            return "redirect:" + CLIENT;
        } catch (ApiRefusal e) {
            refuse(e, response, model);
            return form(CHANGE, form, version, model);
        }
    }

    private KnownClient changeable(String id) {
        KnownClient client = ClientPagesController.known(clients, id);
        if (client.isConfigured()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return client;
    }

    private static void refuse(ApiRefusal refusal, HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.BAD_REQUEST.value());
        model.addAttribute("problem", refusal.error().message());
    }

    private static String form(String path, ClientForm form, long version, Model model) {
        model.addAttribute("path", path);
        model.addAttribute("isNew", path.equals(NEW));
        model.addAttribute("form", form);
        model.addAttribute("version", version);
        model.addAttribute("methods", List.of("client_secret_basic", "client_secret_post", "none"));
        model.addAttribute("grants", SupportedGrantTypes.NAMES);
        return "admin/client-form";
    }

    private static ClientForm read(HttpServletRequest request, String id) {
        String[] grants = Objects.requireNonNullElse(request.getParameterValues("grants"), new String[0]);
        return new ClientForm(
                id,
                text(request, "name").strip(),
                text(request, "method"),
                Arrays.asList(grants),
                text(request, "redirect_uris"),
                text(request, "post_logout_redirect_uris"),
                text(request, "scopes"),
                text(request, "default_scopes"),
                request.getParameter("consent") != null,
                request.getParameter("introspection") != null,
                request.getParameter("require_pkce") != null);
    }

    private static String text(HttpServletRequest request, String name) {
        return Objects.requireNonNullElse(request.getParameter(name), "");
    }
}
