package com.hubify.identity.server.audit.trail;

import com.hubify.identity.protocol.IpNetwork;
import com.hubify.identity.protocol.IpNetworks;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which records are asked for. What is null is not asked for.
 *
 * @param streams empty for all
 * @param kind what their kind begins with, such as {@code api_key.}
 * @param about the value of any detail
 * @param account a person, also one who acted as an operator or for another
 * @param client a client's id, also as a caller or operator
 * @param networks where the sender was; {@link IpNetworks#ANYWHERE} if not asked for
 * @param from the first moment at which Redis stored it
 * @param to the first moment after that
 */
public record AuditFilter(
        Set<AuditStream> streams,
        @Nullable String kind,
        @Nullable String about,
        @Nullable String account,
        @Nullable String client,
        IpNetworks networks,
        @Nullable Instant from,
        @Nullable Instant to) {

    private static final List<String> ACCOUNTS = List.of("account", "operator", "actor");
    private static final List<String> CLIENTS = List.of("client", "caller", "operator");

    public AuditFilter {
        streams = Set.copyOf(streams);
    }

    /** All records of these streams; of all streams if there are none. */
    public static AuditFilter of(AuditStream... streams) {
        return new AuditFilter(Set.of(streams), null, null, null, null, IpNetworks.ANYWHERE, null, null);
    }

    /** Whether the record is asked for, apart from its stream and its time. */
    boolean takes(AuditRecord record) {
        return (kind == null || record.kind().startsWith(kind))
                && (about == null || record.details().containsValue(about))
                && (account == null || names(record.details(), ACCOUNTS, account))
                && (client == null || names(record.details(), CLIENTS, client))
                && (networks.areAnywhere()
                        || isWithin(networks, record.details().get("address")));
    }

    private static boolean names(Map<String, String> details, List<String> members, String value) {
        return members.stream().anyMatch(member -> value.equals(details.get(member)));
    }

    private static boolean isWithin(IpNetworks networks, @Nullable String address) {
        return address != null && networks.contain(IpNetwork.address(address).orElse(null));
    }
}
