package com.hubify.identity.server.admin.client;

import static com.hubify.identity.server.admin.client.ClientPagesController.CLIENT;
import static com.hubify.identity.server.admin.client.ClientPagesController.CLIENTS;

import com.hubify.identity.server.admin.Question;
import com.hubify.identity.server.admin.QuestionPage;
import com.hubify.identity.server.api.ApiRefusal;
import com.hubify.identity.server.authorization.RecentSignIn;
import com.hubify.identity.server.client.endpoint.ClientForm;
import com.hubify.identity.server.client.registry.Clients;
import com.hubify.identity.server.client.registry.KnownClient;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** Disables, enables and deletes clients of the API. Each is asked before. */
@Controller
class ClientActController {

    private static final String DISABLE = "/admin/clients/disable";
    private static final String ENABLE = "/admin/clients/enable";
    private static final String DELETE = "/admin/clients/delete";

    private final Clients clients;
    private final RecentSignIn recent;

    ClientActController(Clients clients, RecentSignIn recent) {
        this.clients = clients;
        this.recent = recent;
    }

    @GetMapping({DISABLE, ENABLE, DELETE})
    String ask(@RequestParam String client, @Nullable Principal signedIn, HttpServletRequest request, Model model) {
        recent.require(signedIn, request);
        return QuestionPage.show(question(request.getServletPath(), client), model);
    }

    /** Deleting can't be taken back: the id is typed. */
    @PostMapping({DISABLE, ENABLE, DELETE})
    String act(
            @RequestParam String client,
            @Nullable Principal signedIn,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        String operator = recent.require(signedIn, request).getName();
        String path = request.getServletPath();
        Question question = question(path, client);
        if (!QuestionPage.isAnswered(question, request)) {
            return QuestionPage.again(question, null, response, model);
        }
        try {
            ClientForm.orRefusal(() -> done(path, client, operator));
        } catch (ApiRefusal e) {
            return QuestionPage.again(question, e.error().message(), response, model);
        }
        if (path.equals(DELETE)) {
            return "redirect:" + CLIENTS;
        }
        redirect.addAttribute("client", client);
        return "redirect:" + CLIENT;
    }

    private boolean done(String path, String client, String operator) {
        switch (path) {
            case DISABLE -> clients.disable(client, operator);
            case ENABLE -> clients.enable(client, operator);
            default -> clients.delete(client, operator);
        }
        return true;
    }

    private Question question(String path, String id) {
        KnownClient client = ClientPagesController.known(clients, id);
        if (client.isConfigured()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return new Question(
                "clients",
                path.substring(path.lastIndexOf('/') + 1) + "-client",
                path,
                back(id),
                id,
                Map.of("client", id),
                path.equals(DELETE) ? id : null);
    }

    static String back(String id) {
        return UriComponentsBuilder.fromPath(CLIENT)
                .queryParam("client", "{client}")
                .encode()
                .buildAndExpand(id)
                .toUriString();
    }
}
