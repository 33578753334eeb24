package com.hubify.identity.server.admin.client;

import static com.hubify.identity.server.admin.client.ClientPagesController.CLIENT;

import com.hubify.identity.server.client.registry.NewSecret;
import com.hubify.identity.server.page.PagePolicy;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Shows a client's new secret, in the answer to the form that made it and nowhere else. */
@Component
class ShownSecret {

    /** The page with the secret; of a public client, which has none, its own. */
    String answer(NewSecret made, HttpServletResponse response, RedirectAttributes redirect, Model model) {
        if (made.secret() == null) {
            redirect.addAttribute("client", made.client().id());
            return "redirect:" + CLIENT;
        }
        PagePolicy.protect(response, PagePolicy.WITH_SCRIPT);
        model.addAttribute("client", ClientView.of(made.client()));
        model.addAttribute("secret", made.secret());
        return "admin/client-secret";
    }
}
