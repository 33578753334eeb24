package com.hubify.clerk.webhook;

import com.hubify.clerk.browser.SeeOther;
import com.hubify.clerk.problem.ClerkProblem;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The page about webhooks: the same as {@code /simulator/webhooks} by hand. */
@Controller
class WebhookPageController {

    private static final String PATH = "/webhooks";
    private static final int SHOWN = 50;
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,9}");
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,9}\\.\\d{1,9}");

    private final Webhooks webhooks;

    WebhookPageController(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    @GetMapping(PATH)
    ModelAndView page() {
        return page(shown(webhooks.switches()), "");
    }

    /** Like a PUT of the members that are filled in. */
    @PostMapping(PATH)
    ModelAndView turn(@RequestParam Map<String, String> form) {
        try {
            WebhookSwitches now = webhooks.switches();
            webhooks.turn(WebhookSwitches.of(json(form), now.secret()));
            return SeeOther.to(PATH);
        } catch (ClerkProblem problem) {
            ModelAndView page = page(form, problem.longMessage());
            page.setStatus(problem.status());
            return page;
        }
    }

    @PostMapping(PATH + "/{id}/replay")
    ModelAndView replay(@PathVariable String id) {
        webhooks.send(webhooks.message(id));
        return SeeOther.to(PATH);
    }

    /** A mistake of the person at the page is told there. */
    @ExceptionHandler
    ModelAndView refuse(ClerkProblem problem) {
        ModelAndView page = page(shown(webhooks.switches()), problem.longMessage());
        page.setStatus(problem.status());
        return page;
    }

    private ModelAndView page(Map<String, String> switches, String refusal) {
        return new ModelAndView("webhooks", "report", webhooks.report(SHOWN))
                .addObject("switches", switches)
                .addObject("refusal", refusal);
    }

    /** As they stand in the form. */
    private static Map<String, String> shown(WebhookSwitches switches) {
        return Map.of(
                "duplicates", String.valueOf(switches.duplicates()),
                "delay_ms", String.valueOf(switches.delayMs()),
                "reorder_ms", String.valueOf(switches.reorderMs()),
                "lose", String.valueOf(switches.lose()),
                "unknown_signature", String.valueOf(switches.unknownSignature()),
                "secret", switches.secret() == null ? "" : switches.secret().toString(),
                "old_secret_dropped", String.valueOf(switches.oldSecretDropped()),
                "speed", switches.speed() == null ? "" : switches.speed().toString());
    }

    private static Map<String, @Nullable Object> json(Map<String, String> form) {
        Map<String, @Nullable Object> json = new HashMap<>();
        form.forEach((name, text) -> {
            if (!text.isBlank()) {
                json.put(name, value(text.strip()));
            }
        });
        return json;
    }

    private static Object value(String text) {
        if (WHOLE.matcher(text).matches()) {
            return Integer.valueOf(text);
        }
        if (DECIMAL.matcher(text).matches()) {
            return Double.valueOf(text);
        }
        return text.equals("true") || text.equals("false") ? Boolean.valueOf(text) : text;
    }
}
