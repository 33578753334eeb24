package com.hubify.identity.server.standing;

class InMemoryStandingsTests extends StandingsContract {

    @Override
    Standings create() {
        return new InMemoryStandings();
    }
}
