package com.hubify.identity.resource.handler;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.resource.demand.HandlerDemand;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.util.pattern.PathPattern;

/**
 * The scopes that annotated handlers require, by path and method, for the challenge to a client without a credential.
 * Collected once at start. Not used for authorization.
 */
public final class HandlerPaths {

    /**
     * A path mapped to a handler.
     *
     * @param methods request methods; all if empty
     */
    public record Mapped(PathPattern pattern, Set<String> methods, Scopes needed) {

        public static Mapped of(PathPattern pattern, Collection<RequestMethod> methods, HandlerDemand demand) {
            return new Mapped(
                    pattern,
                    methods.stream().map(RequestMethod::name).collect(Collectors.toUnmodifiableSet()),
                    demand.scopes());
        }

        private boolean isFor(String method, PathContainer path) {
            boolean isMethod =
                    methods.isEmpty() || methods.contains(method) || ("HEAD".equals(method) && methods.contains("GET"));
            return isMethod && pattern.matches(path);
        }
    }

    private volatile List<Mapped> all = List.of();

    public void read(Collection<Mapped> mapped) {
        all = mapped.stream().sorted(Comparator.comparing(Mapped::pattern)).toList();
    }

    /**
     * The scopes that the handlers of the most specific matching pattern require.
     *
     * @param path path within the application
     */
    public Scopes needed(String method, PathContainer path) {
        List<Mapped> matching =
                all.stream().filter(each -> each.isFor(method, path)).toList();
        List<Scope> needed = matching.stream()
                .takeWhile(each -> each.pattern.equals(matching.get(0).pattern))
                .flatMap(each -> each.needed.asSet().stream())
                .toList();
        return Scopes.of(needed);
    }
}
