package com.hubify.identity.server.admin.signing;

import com.hubify.identity.server.admin.Question;
import com.hubify.identity.server.admin.QuestionPage;
import com.hubify.identity.server.authorization.RecentSignIn;
import com.hubify.identity.server.page.account.Moment;
import com.hubify.identity.server.signing.rotation.SigningKeyOrders;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Shows the ring of signing keys; rotates, and ends a compromised version once its kid was typed. */
@Controller
class SigningKeyPagesController {

    private static final String KEYS = "/admin/signing-keys";
    private static final String ROTATE = "/admin/signing-keys/rotate";
    private static final String COMPROMISE = "/admin/signing-keys/compromise";

    private final SigningKeyOrders orders;
    private final RecentSignIn recent;

    SigningKeyPagesController(SigningKeyOrders orders, RecentSignIn recent) {
        this.orders = orders;
        this.recent = recent;
    }

    /** A version as the page shows it. */
    record Row(SigningKeyOrders.Version version) {

        public Moment activeFrom() {
            return Moment.of(version.activeFrom());
        }

        public @Nullable Moment retired() {
            return moment(version.retired());
        }

        public @Nullable Moment compromised() {
            return moment(version.compromised());
        }

        private static @Nullable Moment moment(@Nullable Instant time) {
            return time == null ? null : Moment.of(time);
        }
    }

    @GetMapping(KEYS)
    String list(Model model) {
        List<Row> rows = orders.versions().stream().map(Row::new).toList();
        model.addAttribute("versions", rows);
        model.addAttribute(
                "algorithms",
                rows.stream().map(row -> row.version().algorithm()).distinct().toList());
        return "admin/signing-keys";
    }

    @GetMapping(ROTATE)
    String askToRotate(
            @RequestParam String algorithm, @Nullable Principal signedIn, HttpServletRequest request, Model model) {
        recent.require(signedIn, request);
        return QuestionPage.show(rotation(algorithm), model);
    }

    @PostMapping(ROTATE)
    String rotate(
            @RequestParam String algorithm,
            @Nullable Principal signedIn,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Principal operator = recent.require(signedIn, request);
        Question question = rotation(algorithm);
        Optional<String> made = orders.rotate(algorithm, operator.getName());
        return made.isPresent()
                ? "redirect:" + KEYS
                : QuestionPage.again(question, "As many versions are published as there may be.", response, model);
    }

    @GetMapping(COMPROMISE)
    String askToCompromise(
            @RequestParam String kid, @Nullable Principal signedIn, HttpServletRequest request, Model model) {
        recent.require(signedIn, request);
        return QuestionPage.show(compromise(kid), model);
    }

    @PostMapping(COMPROMISE)
    String compromise(
            @RequestParam String kid,
            @Nullable Principal signedIn,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Principal operator = recent.require(signedIn, request);
        Question question = compromise(kid);
        if (!QuestionPage.isAnswered(question, request)) {
            return QuestionPage.again(question, null, response, model);
        }
        orders.compromise(kid, operator.getName());
        return "redirect:" + KEYS;
    }

    private Question rotation(String algorithm) {
        require(version -> version.algorithm().equals(algorithm));
        return new Question("signing-keys", "rotate", ROTATE, KEYS, algorithm, Map.of("algorithm", algorithm), null);
    }

    private Question compromise(String kid) {
        require(version -> version.kid().equals(kid));
        return new Question("signing-keys", "compromise", COMPROMISE, KEYS, kid, Map.of("kid", kid), kid);
    }

    private void require(Predicate<SigningKeyOrders.Version> which) {
        if (orders.versions().stream().noneMatch(which)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }
}
