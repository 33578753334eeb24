package com.hubify.clerk.console;

import com.hubify.clerk.problem.ClerkProblem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.ModelAndView;

/** Tells a mistake in a form on the page, with what was entered. */
@ControllerAdvice(basePackageClasses = PeoplePage.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class FormAdvice {

    private final PeoplePage page;

    FormAdvice(PeoplePage page) {
        this.page = page;
    }

    @ExceptionHandler
    ModelAndView handle(ClerkProblem problem, HttpServletRequest request) {
        Map<String, String> entered = new HashMap<>();
        // Another site's form, too, ends here; its words do not belong on the page.
        if (problem.status() != HttpStatus.FORBIDDEN) {
            request.getParameterMap().forEach((name, values) -> entered.put(name, values[0]));
            entered.put("form", request.getRequestURI());
        }
        ModelAndView view = page.of("", open(request))
                .addObject("refusal", problem.longMessage())
                .addObject("entered", entered);
        view.setStatus(problem.status());
        return view;
    }

    /** The person whose form it was. */
    private static String open(HttpServletRequest request) {
        Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        return variables instanceof Map<?, ?> map && map.get("id") instanceof String id ? id : "";
    }
}
