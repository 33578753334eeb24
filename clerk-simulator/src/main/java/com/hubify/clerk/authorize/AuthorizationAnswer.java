package com.hubify.clerk.authorize;

import com.hubify.clerk.browser.SeeOther;
import com.hubify.clerk.instance.InstanceProperties;
import com.hubify.clerk.instance.Issuer;
import com.hubify.clerk.problem.OAuthProblem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/** Sends the browser back to the application, with a code or with an error. */
@Component
class AuthorizationAnswer {

    private final Issuer issuer;
    private final InstanceProperties instance;

    AuthorizationAnswer(Issuer issuer, InstanceProperties instance) {
        this.issuer = issuer;
        this.instance = instance;
    }

    ModelAndView code(String code, Set<String> scopes, AnswerAddress address) {
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("code", code);
        if (instance.switches().callbackScope()) {
            answer.put("scope", String.join(" ", scopes));
        }
        return send(answer, address);
    }

    ModelAndView error(OAuthProblem problem, AnswerAddress address) {
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("error", problem.error().code());
        answer.put("error_description", problem.description());
        return send(answer, address);
    }

    private ModelAndView send(Map<String, String> answer, AnswerAddress address) {
        @Nullable String state = address.state();
        if (state != null) {
            answer.put("state", state);
        }
        if (instance.switches().callbackIss()) {
            // RFC 9207: lets an application with several providers notice that the wrong one answered.
            answer.put("iss", issuer.value());
        }
        return address.responseMode() == ResponseMode.FORM_POST
                ? new ModelAndView("form-post", Map.of("action", address.redirectUri(), "fields", answer))
                : SeeOther.to(withQuery(address.redirectUri(), answer));
    }

    /** Appends to the registered address as text: it may have any scheme, and what it holds must not change. */
    private static String withQuery(String redirectUri, Map<String, String> answer) {
        UriComponentsBuilder builder = UriComponentsBuilder.newInstance();
        answer.keySet().forEach(name -> builder.queryParam(name, "{" + name + "}"));
        String query = builder.encode().buildAndExpand(answer).toUriString().substring(1);
        return redirectUri + (redirectUri.contains("?") ? "&" : "?") + query;
    }
}
