namespace MarketoSync.Simulator;

/// <summary>Every endpoint of a subscription.</summary>
internal static class EndpointTable
{
    public static RestRoutes Of(Subscription data, CallLimits limits)
    {
        var routes = new RestRoutes();
        routes.Add("GET", "/rest/v1/stats/usage.json", new UsageEndpoint(limits));
        routes.Add("GET", "/rest/v1/leads.json", new GetLeadsEndpoint(data.Leads));
        routes.Add("POST", "/rest/v1/leads.json", new SyncLeadsEndpoint(data));
        routes.Add("DELETE", "/rest/v1/leads.json", new DeleteLeadsEndpoint(data));
        routes.Add("POST", "/rest/v1/leads/delete.json", new DeleteLeadsEndpoint(data));
        routes.Add("GET", "/rest/v1/leads/describe.json", Endpoint.Read(_ => LeadDescription.Old(data.Leads.Schema)));
        routes.Add("GET", "/rest/v1/leads/describe2.json", Endpoint.Read(_ => LeadDescription.New(data.Leads.Schema)));
        routes.Add("GET", "/rest/v1/customobjects.json", Endpoint.Read(request => CustomObjectList.Accept(data, request)));
        foreach (var store in data.Objects.Values)
            new ObjectEndpoints(data, store).AddTo(routes);
        new ListEndpoints(data).AddTo(routes);
        new ProgramEndpoints(data).AddTo(routes);
        new ActivityEndpoints(data).AddTo(routes);
        new ImportEndpoints(data).AddTo(routes);
        return routes;
    }
}
