package com.hubify.identity.server.explanation;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.server.api.ApiCaller;
import com.hubify.identity.server.api.ApiError;
import com.hubify.identity.server.api.ApiRefusal;
import com.hubify.identity.server.api.Envelopes;
import com.hubify.identity.server.api.OperatorCalls;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Explains a reference: to operators any, to others those of their own credentials. Attack: find out by the answer whether a
 * reference exists, or to whom it belongs. So what is not the caller's own is not looked for, and is answered as unknown.
 */
@RestController
class ExplanationController {

    static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    private static final Scope AUDIT = new Scope("audit:read");

    /** The scope with which a person's token shows what was done with their credentials. */
    private static final Scope KEYS = new Scope("api-keys:read");

    private final Explanations explanations;
    private final OperatorCalls operators;
    private final Envelopes envelopes;

    ExplanationController(Explanations explanations, OperatorCalls operators, Envelopes envelopes) {
        this.explanations = explanations;
        this.operators = operators;
        this.envelopes = envelopes;
    }

    @GetMapping(path = "/v1/refusals/{reference}", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, @Nullable Object> explain(
            @AuthenticationPrincipal(errorOnInvalidType = true) @Nullable Jwt token,
            HttpServletResponse response,
            @PathVariable String reference) {
        ApiCaller caller = ApiCaller.of(token);
        if (caller.isPerson() && !operators.mayUse(caller, AUDIT)) {
            caller.require(KEYS);
        }
        Explanation found = find(caller, reference)
                .orElseThrow(() -> new ApiRefusal(ApiError.of(
                        404,
                        "not_found",
                        "Nothing is known of this reference, or it is not about a credential of yours.")));
        return envelopes.of(response, ExplanationJson.of(found));
    }

    private Optional<Explanation> find(ApiCaller caller, String reference) {
        if (!REFERENCE.matcher(reference).matches()) {
            return Optional.empty();
        }
        return operators.mayUse(caller, AUDIT)
                ? explanations.find(reference)
                : explanations.find(reference, shelves(caller));
    }

    private static List<Shelf> shelves(ApiCaller caller) {
        return Stream.of(true, false)
                .flatMap(proven -> (caller.isPerson()
                                ? Shelf.ofAccount(caller.subject(), proven)
                                : Shelf.ofClient(caller.subject(), proven))
                        .stream())
                .toList();
    }

    /** {@code GET /v1/audit?reference=}: a list of one explanation, or of none. */
    @GetMapping(path = "/v1/audit", params = "reference", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, @Nullable Object> list(
            @AuthenticationPrincipal(errorOnInvalidType = true) @Nullable Jwt token,
            HttpServletResponse response,
            @RequestParam String reference) {
        operators.require(token, AUDIT);
        List<Map<String, Object>> found = REFERENCE.matcher(reference).matches()
                ? explanations.find(reference).stream().map(ExplanationJson::of).toList()
                : List.of();
        return envelopes.page(response, found, null);
    }
}
