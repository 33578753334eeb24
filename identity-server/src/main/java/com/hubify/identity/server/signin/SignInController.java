package com.hubify.identity.server.signin;

import com.hubify.identity.server.authorization.RecentSignIn;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where a person is signed in: one browser is ended at once, all others after a question and a recent sign-in. */
@Controller
class SignInController {

    private static final String SESSIONS = "/account/sessions";
    private static final String OTHERS = "/account/sessions/others";

    private final SignIns signIns;
    private final RecentSignIn recent;

    SignInController(SignIns signIns, RecentSignIn recent) {
        this.signIns = signIns;
        this.recent = recent;
    }

    /**
     * @param ended the sign-in that was just ended
     * @param all whether all others were
     */
    @GetMapping(SESSIONS)
    String list(
            @RequestParam(required = false) @Nullable String ended,
            @RequestParam(required = false) @Nullable String all,
            Principal signedIn,
            Model model) {
        List<SignInView> views = signIns.of(signedIn);
        boolean alone = views.stream().allMatch(SignInView::here);
        model.addAttribute("signIns", views);
        model.addAttribute("alone", alone);
        // A link must not make the page say what is not so.
        model.addAttribute("ended", ended != null && signIns.hasEnded(ended));
        model.addAttribute("allEnded", all != null && alone);
        return "account/sessions";
    }

    @PostMapping(SESSIONS)
    String end(@RequestParam String session, Principal signedIn) {
        signIns.end(signedIn, session);
        return "redirect:" + SESSIONS + (isId(session) ? "?ended=" + session : "");
    }

    @GetMapping(OTHERS)
    String askAboutOthers(@Nullable Principal signedIn, HttpServletRequest request, Model model) {
        model.addAttribute("others", signIns.elsewhere(recent.require(signedIn, request)));
        return "account/sessions-others";
    }

    @PostMapping(OTHERS)
    String endOthers(@Nullable Principal signedIn, HttpServletRequest request) {
        signIns.endOthers(recent.require(signedIn, request));
        return "redirect:" + SESSIONS + "?all=ended";
    }

    /** Whatever else was sent does not come back in an address. */
    private static boolean isId(String text) {
        return text.matches("[A-Za-z0-9_-]{1,64}");
    }
}
