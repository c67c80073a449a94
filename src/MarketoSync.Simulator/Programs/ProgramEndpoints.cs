namespace MarketoSync.Simulator;

/// <summary>The rows of program members. A program that does not exist is 1013 for the whole call.</summary>
internal sealed class ProgramEndpoints(Subscription data)
{
    private readonly ObjectReader reader = new(data.MemberSchema, data.Options.OverLongValues);

    public void AddTo(RestRoutes routes)
    {
        const string members = "/rest/v1/programs/{id}/members";
        var query = new ObjectQuery(data, request => data.Programs.GetValueOrDefault(request.PathId)?.Store, ProgramMembers.UsualFields);
        routes.Add("GET", $"{members}.json", Endpoint.Read(query.Accept));
        routes.Add("POST", $"{members}.json", Write((request, program, call) => Apply(request, program, call, SetFields)));
        routes.Add("POST", $"{members}/delete.json", Write((request, program, call) => Apply(request, program, call, Delete)));
        routes.Add("POST", $"{members}/status.json", Write(SetStatus));
        routes.Add("GET", "/rest/v1/programs/members/describe.json", Endpoint.Read(_ => Accepted.To(new ReadOperation(
            writer => ObjectDescription.WriteResult(writer, [data.MemberSchema], hasNativeCrmSync: false)))));
    }

    private Outcome SetFields(ProgramMembers program, SentObject sent, DateTimeOffset now)
    {
        if (program.Find(sent.Key!) is not { } member) return Outcome.Skipped("1013", "Membership not found");
        for (var field = 0; field < sent.Values.Length; field++)
        {
            if (sent.Values[field] is { } value && !data.MemberSchema.Key.Contains(field) && !data.MemberSchema.IsUpdateable(field))
                return Outcome.Skipped(
                    "1003", $"Invalid value for field '{data.MemberSchema.NameOf(field)}' and value '{FieldValue.Stored(value)}'");
        }
        ObjectStore.Update(member, sent.Values, now);
        return Outcome.Of(LedgerEffect.Updated);
    }

    private static Outcome Delete(ProgramMembers program, SentObject sent, DateTimeOffset now)
    {
        if (program.Find(sent.Key!) is not { } member) return Outcome.Skipped("1037", "Lead not in program");
        program.Store.Delete(member);
        return Outcome.Of(LedgerEffect.Deleted);
    }

    /// <summary>Adobe tells 1025 for a status that the program's channel does not have; it concerns the call, which has one status.</summary>
    private Accepted SetStatus(RestRequest request, ProgramMembers program, JsonCall call)
    {
        if (call["statusName"] is not { Length: > 0 } status)
            return Accepted.Refuse("1002", "Missing value for the required parameter 'statusName'");
        var step = program.StepOf(status);
        return step < 0
            ? Accepted.Refuse("1025", "Program status not found")
            : Apply(request, program, call, (members, sent, now) => Reach(members, sent, step, now));
    }

    private Outcome Reach(ProgramMembers program, SentObject sent, int step, DateTimeOffset now)
    {
        var lead = Convert.ToInt64(sent.Values[data.MemberSchema.Key[0]], null);
        if (program.Find(sent.Key!) is not { } member)
        {
            if (!data.HasLead(lead)) return Outcome.Skipped("1004", "Lead not found");
            program.Create(lead, step, now);
            return Outcome.Of(LedgerEffect.Created);
        }
        if (program.StepOf(member) >= step) return Outcome.Skipped("1037", "Lead skipped because it is already in or past this status");
        program.Move(member, step, now);
        return Outcome.Of(LedgerEffect.Updated);
    }

    private Endpoint Write(Func<RestRequest, ProgramMembers, JsonCall, Accepted> accept) => Endpoint.Write(request =>
        data.Programs.TryGetValue(request.PathId, out var program)
            ? JsonCall.Read(request, data.Options.MaxRecords, call => accept(request, program, call))
            : Accepted.Refuse("1013", "Program not found"));

    private Accepted Apply(RestRequest request, ProgramMembers program, JsonCall call, MemberChange change)
    {
        var records = reader.Read(call.Input, byId: false, out var error);
        return error.Code is null ? Accepted.To(new ProgramOperation(request.Number, data, program, records, change)) : error;
    }
}
