package com.hubify.identity.resource.servlet;

import com.hubify.identity.resource.web.Refusal;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.util.ClassUtils;

/**
 * Runs after the filters of a service, when requests have the path that their servlet will see. For Spring MVC, the
 * handler guard does this instead, since more about the handler is known there.
 */
final class ServletLastFilter implements Filter {

    private static final String MVC = "org.springframework.web.servlet.DispatcherServlet";

    private final ServletAccess access;
    private final ServletBearerErrors errors;
    private final Map<String, Boolean> mvc = new ConcurrentHashMap<>();

    ServletLastFilter(ServletAccess access, ServletBearerErrors errors) {
        this.access = access;
        this.errors = errors;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<Refusal> refusal = request instanceof HttpServletRequest asked ? refusal(asked) : Optional.empty();
        if (refusal.isPresent()) {
            errors.write((HttpServletRequest) request, (HttpServletResponse) response, refusal.get());
        } else {
            chain.doFilter(request, response);
        }
    }

    private Optional<Refusal> refusal(HttpServletRequest request) {
        if (ServletSeenPath.arrive(request)) {
            return access.refusalByName(request);
        }
        return isForMvc(request) ? Optional.empty() : access.refusalAtServlet(request);
    }

    private boolean isForMvc(HttpServletRequest request) {
        HttpServletMapping mapping = request.getDispatcherType() == DispatcherType.INCLUDE
                ? (HttpServletMapping) request.getAttribute(RequestDispatcher.INCLUDE_MAPPING)
                : request.getHttpServletMapping();
        String servlet = mapping.getServletName();
        return mvc.computeIfAbsent(servlet, name -> isMvc(request, name));
    }

    // Requests of MockMvc have no servlet; Spring MVC handles them.
    private static boolean isMvc(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getServletContext().getServletRegistration(name))
                .map(servlet -> isMvc(
                        servlet.getClassName(), request.getServletContext().getClassLoader()))
                .orElse(true);
    }

    private static boolean isMvc(String type, ClassLoader loader) {
        try {
            return Stream.<Class<?>>iterate(
                            ClassUtils.forName(type, loader), each -> each != null, Class::getSuperclass)
                    .anyMatch(each -> each.getName().equals(MVC));
        } catch (ClassNotFoundException | LinkageError e) {
            // A class that was generated at runtime cannot be loaded by name.
            return false;
        }
    }
}
