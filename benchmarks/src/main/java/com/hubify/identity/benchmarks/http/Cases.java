package com.hubify.identity.benchmarks.http;

import com.hubify.identity.benchmarks.http.Case.Use;
import com.hubify.identity.resource.test.StubIssuer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** All that is compared on one stack, each in a process of its own, all running at the same time. */
final class Cases implements AutoCloseable {

    private final Stack stack;
    private final StubIssuer issuer;
    private final List<Case> all = new ArrayList<>();

    private Cases(Stack stack, StubIssuer issuer) {
        this.stack = stack;
        this.issuer = issuer;
    }

    /** Starts the services one after the other and waits for each. */
    static Cases start(Stack stack, StubIssuer issuer, Credentials credentials) {
        Cases cases = new Cases(stack, issuer);
        try {
            cases.addAll(credentials);
            return cases;
        } catch (RuntimeException e) {
            cases.close();
            throw e;
        }
    }

    private void addAll(Credentials credentials) {
        Use seen = new Use.Same(credentials.accessToken());
        Use key = new Use.Same(credentials.apiKey());
        add("no security", Protection.NONE, seen);
        add("bare filter chain", Protection.CHAIN, seen);
        add("Spring, ES256", Protection.SPRING_ES256, new Use.Same(credentials.plainEs256()));
        add("Spring, RS256", Protection.SPRING_RS256, new Use.Same(credentials.plainRs256()));
        add("Spring, opaque", Protection.SPRING_OPAQUE, key);
        add("starter, token known", Protection.HUBIFY_NATIVE, seen);
        add("starter, key known", Protection.HUBIFY_NATIVE, key);
        add("starter, new token, Corretto", Protection.HUBIFY_NATIVE, new Use.Fresh());
        add("starter, new token, JDK", Protection.HUBIFY_JDK, new Use.Fresh());
    }

    private void add(String label, Protection protection, Use use) {
        Service service = Service.launch(stack, protection, issuer);
        all.add(new Case(label, service, use));
        service.ready();
    }

    /** Does the same with every case, in another order each time. */
    void each(Random order, Consumer<Case> work) {
        List<Case> turns = new ArrayList<>(all);
        Collections.shuffle(turns, order);
        turns.forEach(work);
    }

    /** The lines of the table. */
    List<List<String>> rows() {
        Case bareChain = all.get(Protection.CHAIN.ordinal());
        return all.stream().map(each -> each.row(bareChain)).toList();
    }

    @Override
    public void close() {
        all.forEach(Case::close);
    }
}
