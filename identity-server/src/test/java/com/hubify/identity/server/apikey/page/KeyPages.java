package com.hubify.identity.server.apikey.page;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.page.KnownPeople;
import com.hubify.identity.server.page.RenderedPage;
import com.hubify.identity.server.session.SignInAuthentication;
import com.hubify.testing.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlPage;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Ada's browser on the pages of her keys. */
final class KeyPages {

    static final AccountId ADA = new AccountId(KnownPeople.ADA);
    static final AccountId MALLORY = new AccountId(KnownPeople.MALLORY);

    private final MockMvc mvc;
    private final Duration ago;
    private final MockHttpSession session = new MockHttpSession();

    private KeyPages(MockMvc mvc, Duration ago) {
        this.mvc = mvc;
        this.ago = ago;
    }

    static KeyPages of(MockMvc mvc) {
        return new KeyPages(mvc, Duration.ZERO);
    }

    /** The same, with a sign-in of that age. */
    KeyPages signedIn(Duration ago) {
        return new KeyPages(mvc, ago);
    }

    MockHttpServletResponse open(String path) throws Exception {
        return perform(get(path));
    }

    /** @param parameters names and values by turns */
    MockHttpServletResponse submit(String path, String... parameters) throws Exception {
        return perform(form(path, parameters).with(csrf()));
    }

    /** Two clicks of which each sends the form. */
    List<MockHttpServletResponse> submitAtOnce(String path, String... parameters) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        CyclicBarrier together = new CyclicBarrier(2);
        Callable<MockHttpServletResponse> click = () -> {
            together.await();
            return submit(path, parameters);
        };
        try {
            List<MockHttpServletResponse> answers = new ArrayList<>();
            for (Future<MockHttpServletResponse> answer : threads.invokeAll(List.of(click, click))) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    MockHttpServletResponse submitWithoutToken(String path, String... parameters) throws Exception {
        return perform(form(path, parameters));
    }

    static HtmlPage html(MockHttpServletResponse answer) throws Exception {
        return RenderedPage.of(answer.getContentAsString());
    }

    static String text(MockHttpServletResponse answer) throws Exception {
        return html(answer).getBody().asNormalizedText();
    }

    /** What is said beside a field. */
    static String problem(MockHttpServletResponse answer, String field) throws Exception {
        HtmlPage page = html(answer);
        DomElement input = page.getElementById(field);
        String described = input.getAttribute("aria-describedby").split(" ")[0];
        return page.getElementById(described).asNormalizedText();
    }

    /** The value by which the form of a page is known when it is sent. */
    static String once(MockHttpServletResponse answer) throws Exception {
        return html(answer).<HtmlInput>getFirstByXPath("//input[@name='once']").getValue();
    }

    static String newKey(MockHttpServletResponse answer) throws Exception {
        return html(answer).<DomElement>getFirstByXPath("//*[@data-key]").getTextContent();
    }

    private static MockHttpServletRequestBuilder form(String path, String... parameters) {
        MockHttpServletRequestBuilder request = post(path);
        for (int i = 0; i < parameters.length; i += 2) {
            request.param(parameters[i], parameters[i + 1]);
        }
        return request;
    }

    private MockHttpServletResponse perform(MockHttpServletRequestBuilder request) throws Exception {
        SignInAuthentication signIn =
                new SignInAuthentication(ADA, "sid", TestClock.START.minus(ago), TestClock.START.minus(ago));
        return mvc.perform(request.session(session).with(authentication(signIn)).accept("text/html"))
                .andReturn()
                .getResponse();
    }
}
