package com.hubify.identity.resource.quota;

import com.hubify.identity.resource.demand.ThreadCaller;
import com.hubify.identity.resource.web.Refusal;
import com.hubify.identity.resource.web.RefusalAnswer;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Counts a servlet request after its credential was verified, once however often it is dispatched. */
public final class ServletQuota implements Filter {

    /** How a refusal is answered. */
    @FunctionalInterface
    public interface Answer {

        void write(HttpServletRequest request, HttpServletResponse response, Refusal refusal) throws IOException;
    }

    private static final String COUNTED = ServletQuota.class.getName() + ".COUNTED";

    private final Quotas quotas;
    private final ThreadCaller caller;
    private final Answer answer;

    public ServletQuota(Quotas quotas, ThreadCaller caller, Answer answer) {
        this.quotas = quotas;
        this.caller = caller;
        this.answer = answer;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest asked && response instanceof HttpServletResponse answered) {
            Admission admission = asked.getAttribute(COUNTED) == null ? count(asked) : null;
            if (admission != null) {
                admission.tell(answered::setHeader);
                expose(answered);
                if (!admission.isAllowed()) {
                    answer.write(asked, answered, admission.refusal());
                    return;
                }
            }
        }
        chain.doFilter(request, response);
    }

    private @Nullable Admission count(HttpServletRequest request) {
        Admission admission = quotas.admit(caller.get());
        if (admission == null) {
            return quotas.stranger();
        }
        request.setAttribute(COUNTED, true);
        return admission;
    }

    private static void expose(HttpServletResponse response) {
        if (response.containsHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN)) {
            response.addHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, RefusalAnswer.EXPOSED);
        }
    }
}
