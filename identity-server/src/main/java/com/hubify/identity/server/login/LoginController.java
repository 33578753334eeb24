package com.hubify.identity.server.login;

import com.hubify.identity.server.authorization.InterruptedRequest;
import com.hubify.identity.server.authorization.SignInDeclined;
import com.hubify.identity.server.logout.ClerkSignOut;
import com.hubify.identity.server.page.ErrorReferences;
import com.hubify.identity.server.page.People;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The sign-in page; after a failed attempt it says what happened. Nothing from the URL reaches the page as text. */
@Controller
class LoginController {

    private final People people;
    private final CarriedRequests carried;
    private final ClerkSignOut clerk;

    LoginController(People people, CarriedRequests carried, ClerkSignOut clerk) {
        this.people = people;
        this.carried = carried;
        this.clerk = clerk;
    }

    @GetMapping("/login")
    String login(
            @RequestParam(required = false) @Nullable String error,
            @RequestParam(required = false) @Nullable String reference,
            @RequestParam(name = "continue", required = false) @Nullable String target,
            @Nullable Principal signedIn,
            Model model) {
        Optional<SignInProblem> problem = SignInProblem.of(error);
        problem.ifPresent(it -> model.addAttribute("problem", it.code()));
        ErrorReferences.parse(reference).ifPresent(known -> model.addAttribute("reference", known));
        InterruptedRequest.parse(target).ifPresent(again -> {
            model.addAttribute("again", again.target());
            if (problem.isPresent() && again.isOfClient()) {
                model.addAttribute("back", SignInDeclined.of(again));
            }
        });
        boolean isClosed = problem.filter(SignInProblem.ACCOUNT_CLOSED::equals).isPresent();
        if (isClosed) {
            clerk.page("/login").ifPresent(page -> model.addAttribute("clerkPage", page));
        }
        if (signedIn != null) {
            model.addAttribute("person", people.behind(signedIn));
        }
        boolean isOutage =
                problem.filter(SignInProblem.UPSTREAM_UNAVAILABLE::equals).isPresent();
        model.addAttribute("unchecked", isOutage && signedIn != null);
        model.addAttribute("closed", isClosed && signedIn == null);
        model.addAttribute("heading", heading(isOutage, signedIn != null));
        return "login";
    }

    private static String heading(boolean isOutage, boolean isSignedIn) {
        if (!isSignedIn) {
            return "sign-in";
        }
        return isOutage ? "unchecked" : "signed-in";
    }

    /** Resumes a request that was too long to be stored and is in the browser's cookies. */
    @GetMapping(CarriedRequests.PATH + "{name:[A-Za-z0-9_-]{1,64}}/{digest:[A-Za-z0-9_-]{1,64}}")
    void resume(
            @PathVariable String name,
            @PathVariable String digest,
            @RequestParam(required = false) @Nullable String decision,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        String target = carried.arrived(name, digest, request)
                .map(it -> decision == null ? it.target() : SignInDeclined.of(it))
                .orElse("/login?error=" + SignInProblem.SESSION_EXPIRED.code());
        response.sendRedirect(request.getContextPath() + target);
    }
}
