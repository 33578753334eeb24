package com.hubify.clerk.webhook;

import com.hubify.clerk.browser.SeeOther;
import com.hubify.clerk.problem.ClerkProblem;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The page about webhooks: the same as {@code /simulator/webhooks} by hand. Secrets are changed there alone. */
@Controller
class WebhookPageController {

    private static final String PATH = "/webhooks";
    private static final int SHOWN = 50;

    private final Webhooks webhooks;

    WebhookPageController(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    @GetMapping(PATH)
    ModelAndView page() {
        return new ModelAndView("webhooks", "report", webhooks.report(SHOWN));
    }

    @PostMapping(PATH)
    ModelAndView turn(
            @RequestParam(defaultValue = "0") int duplicates,
            @RequestParam(name = "delay_ms", defaultValue = "0") long delayMs,
            @RequestParam(name = "reorder_ms", defaultValue = "0") long reorderMs,
            @RequestParam(defaultValue = "0") int lose,
            @RequestParam(name = "unknown_signature", defaultValue = "false") boolean unknownSignature) {
        WebhookSwitches now = webhooks.switches();
        try {
            webhooks.turn(new WebhookSwitches(
                    duplicates,
                    delayMs,
                    reorderMs,
                    lose,
                    unknownSignature,
                    now.secret(),
                    now.oldSecretDropped(),
                    now.speed()));
        } catch (IllegalArgumentException e) {
            throw ClerkProblem.formInvalid(String.valueOf(e.getMessage()));
        }
        return SeeOther.to(PATH);
    }

    @PostMapping(PATH + "/{id}/replay")
    ModelAndView replay(@PathVariable String id) {
        webhooks.send(webhooks.message(id));
        return SeeOther.to(PATH);
    }
}
