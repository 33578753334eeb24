package com.hubify.identity.server.admin.client;

import com.hubify.identity.server.client.registry.Clients;
import com.hubify.identity.server.client.registry.KnownClient;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Lists clients and shows one. */
@Controller
class ClientPagesController {

    static final String CLIENTS = "/admin/clients";
    static final String CLIENT = "/admin/clients/client";

    private static final int PAGE = 50;

    private final Clients clients;

    ClientPagesController(Clients clients) {
        this.clients = clients;
    }

    /** @param after the last one of the page before */
    @GetMapping(CLIENTS)
    String list(@RequestParam(defaultValue = "") String after, Model model) {
        List<KnownClient> found = clients.list(after, PAGE + 1);
        List<KnownClient> page = found.subList(0, Math.min(PAGE, found.size()));
        model.addAttribute("clients", page.stream().map(ClientView::of).toList());
        model.addAttribute("first", after.isEmpty());
        model.addAttribute("next", found.size() > PAGE ? page.get(PAGE - 1).id() : null);
        return "admin/clients";
    }

    @GetMapping(CLIENT)
    String show(@RequestParam String client, Model model) {
        model.addAttribute("client", ClientView.of(known(clients, client)));
        return "admin/client";
    }

    static KnownClient known(Clients clients, String id) {
        return clients.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
