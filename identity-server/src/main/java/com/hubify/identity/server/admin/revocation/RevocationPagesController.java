package com.hubify.identity.server.admin.revocation;

import com.hubify.identity.server.api.ApiRefusal;
import com.hubify.identity.server.authorization.RecentSignIn;
import com.hubify.identity.server.revocation.RevocationOrders;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Shows the latest revocations, and publishes one. */
@Controller
class RevocationPagesController {

    private static final String REVOCATIONS = "/admin/revocations";
    private static final String NEW = "/admin/revocations/new";

    private final LatestRevocations latest;
    private final RevocationOrders orders;
    private final RecentSignIn recent;

    RevocationPagesController(LatestRevocations latest, RevocationOrders orders, RecentSignIn recent) {
        this.latest = latest;
        this.orders = orders;
        this.recent = recent;
    }

    @GetMapping(REVOCATIONS)
    String list(Model model) {
        model.addAttribute("revocations", latest.find());
        return "admin/revocations";
    }

    /** The form. Parameters fill it in, and nothing more. */
    @GetMapping(NEW)
    String ask(
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String id,
            @Nullable Principal signedIn,
            HttpServletRequest request,
            Model model) {
        recent.require(signedIn, request);
        return form(kind, id, model);
    }

    @PostMapping(NEW)
    String revoke(
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String id,
            @Nullable Principal signedIn,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Principal operator = recent.require(signedIn, request);
        try {
            orders.revoke(kind, id.strip(), operator.getName());
            return "redirect:" + REVOCATIONS;
        } catch (ApiRefusal e) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            model.addAttribute("problem", e.error().message());
            return form(kind, id, model);
        }
    }

    private static String form(String kind, String id, Model model) {
        model.addAttribute("kinds", RevocationOrders.kinds());
        model.addAttribute("kind", kind);
        model.addAttribute("id", id);
        return "admin/revocation-new";
    }
}
