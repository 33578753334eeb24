package com.hubify.identity.server.operator;

import com.hubify.identity.server.session.SignInAuthentication;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers 404 below {@code /admin} to people who are signed in and no operators, whatever path and method: before the check of
 * forms, which would tell them which pages there are. Browsers without a sign-in go on, and are led to one.
 */
@Component
public class OperatorsOnly extends OncePerRequestFilter {

    private static final RequestMatcher PAGES =
            PathPatternRequestMatcher.withDefaults().matcher("/admin/**");

    private final Operators operators;

    OperatorsOnly(Operators operators) {
        this.operators = operators;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !PAGES.matches(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication signedIn = SecurityContextHolder.getContext().getAuthentication();
        if (signedIn == null
                || signedIn instanceof SignInAuthentication person && operators.isOperator(person.account())) {
            chain.doFilter(request, response);
        } else {
            response.sendError(HttpStatus.NOT_FOUND.value());
        }
    }
}
