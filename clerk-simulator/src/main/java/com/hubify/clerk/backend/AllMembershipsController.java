package com.hubify.clerk.backend;

import com.hubify.clerk.directory.Directory;
import com.hubify.clerk.directory.Organizations;
import com.hubify.clerk.organization.Membership;
import com.hubify.clerk.organization.Organization;
import com.hubify.clerk.organization.OrganizationJson;
import com.hubify.clerk.problem.ClerkProblem;
import com.hubify.clerk.user.User;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** All memberships of the instance, by when they began. */
@RestController
class AllMembershipsController {

    private final Directory directory;
    private final Organizations organizations;

    AllMembershipsController(Directory directory, Organizations organizations) {
        this.directory = directory;
        this.organizations = organizations;
    }

    @GetMapping(path = "/v1/organization_memberships", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, @Nullable Object> list(HttpServletRequest request) {
        Query query = Query.of(request, "order_by");
        List<Membership> all = new ArrayList<>(directory.memberships());
        if (isDescending(query.text("order_by"))) {
            Collections.reverse(all);
        }
        return query.page().counted(all, this::json);
    }

    private static boolean isDescending(@Nullable String parameter) {
        // A plus sign that was not encoded arrives as a space.
        String order = parameter == null ? "-created_at" : parameter.strip();
        if (!order.matches("[-+]?created_at")) {
            throw ClerkProblem.parameterInvalid("order_by", order + " is not an order of memberships here.");
        }
        return order.startsWith("-");
    }

    private Map<String, @Nullable Object> json(Membership membership) {
        Organization organization = directory.organization(membership);
        User user = directory.user(membership.userId()).orElseThrow();
        return OrganizationJson.of(membership, organization, organizations.members(organization), user);
    }
}
