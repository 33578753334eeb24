package com.hubify.identity.server.device;

import com.hubify.identity.server.page.PagePolicy;
import com.hubify.identity.server.page.People;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The page for the code of a device, and the page after it. A code in the URL only fills the field: the person still has to
 * submit it, after reading the warning.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628#section-3.3.1">RFC 8628, section 3.3.1</a>
 */
@Controller
class DeviceController {

    private static final int CODE_LENGTH = 8;
    static final int MAX_TYPED_LENGTH = 32;

    private final People people;

    DeviceController(People people) {
        this.people = people;
    }

    @GetMapping("/activate")
    String enterCode(
            @RequestParam(name = "user_code", required = false) @Nullable String userCode,
            @RequestParam(required = false) @Nullable String error,
            @Nullable Principal signedIn,
            HttpServletResponse response,
            Model model) {
        PagePolicy.protect(response, PagePolicy.FORMS_MAY_LEAD_AWAY);
        model.addAttribute("userCode", spelledOut(userCode));
        DeviceProblem.of(error).ifPresent(problem -> model.addAttribute("problem", problem.code()));
        if (signedIn != null) {
            String code = spelledOut(userCode);
            model.addAttribute("again", code.isEmpty() ? "/activate" : "/activate?user_code=" + code);
            model.addAttribute("person", people.behind(signedIn));
        }
        return "activate";
    }

    @GetMapping("/activated")
    String confirmed() {
        return "activated";
    }

    /** The code in its canonical form; empty if it can't be one. */
    private static String spelledOut(@Nullable String typed) {
        if (typed == null || typed.length() > MAX_TYPED_LENGTH) {
            return "";
        }
        String code = typed.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
        return code.length() == CODE_LENGTH ? code.substring(0, 4) + "-" + code.substring(4) : "";
    }
}
