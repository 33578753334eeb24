package com.hubify.clerk.browser;

import com.hubify.clerk.directory.Directory;
import com.hubify.clerk.problem.ClerkProblem;
import com.hubify.clerk.user.User;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The sign-in page, which stands for Clerk's account portal. */
@Controller
class SignInController {

    private static final String VIEW = "sign-in";
    private static final String MISMATCH = "These don’t match: check the address and the password.";

    private final Directory directory;
    private final BrowserSessions sessions;

    SignInController(Directory directory, BrowserSessions sessions) {
        this.directory = directory;
        this.sessions = sessions;
    }

    /** @param adding whether the form is for one more person on this browser */
    @GetMapping(SignInAddress.PATH)
    ModelAndView page(
            @RequestParam(name = SignInAddress.PARAMETER, defaultValue = "") String redirectUrl,
            @RequestParam(name = "add", defaultValue = "false") boolean adding,
            HttpServletRequest request) {
        if (!adding && sessions.current(request).isPresent()) {
            return SeeOther.to(SignInAddress.returnAddress(redirectUrl));
        }
        return page(redirectUrl, adding, "", "");
    }

    @PostMapping(SignInAddress.PATH)
    ModelAndView signIn(
            @RequestParam(name = SignInAddress.PARAMETER, defaultValue = "") String redirectUrl,
            @RequestParam(name = "add", defaultValue = "false") boolean adding,
            @RequestParam(defaultValue = "") String identifier,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response) {
        Optional<User> user = directory.signIn(identifier.strip(), password);
        if (user.isEmpty()) {
            return page(redirectUrl, adding, identifier, MISMATCH);
        }
        String target = SignInAddress.returnAddress(redirectUrl);
        try {
            sessions.begin(user.get(), adding, SignInAddress.authorizationQuery(target), request, response);
        } catch (ClerkProblem bannedOrLocked) {
            return page(redirectUrl, adding, identifier, bannedOrLocked.longMessage());
        }
        return SeeOther.to(target);
    }

    private static ModelAndView page(String redirectUrl, boolean adding, String identifier, String refusal) {
        ModelAndView page = new ModelAndView(VIEW);
        page.setStatus(refusal.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY);
        page.addObject("redirectUrl", redirectUrl);
        page.addObject("adding", adding);
        page.addObject("identifier", identifier);
        page.addObject("refusal", refusal);
        return page;
    }
}
