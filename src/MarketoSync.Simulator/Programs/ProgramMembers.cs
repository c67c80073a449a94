using System.Globalization;
using Type = MarketoSync.Simulator.SimulatedFieldType;

namespace MarketoSync.Simulator;

/// <summary>The members of one program: records like those of an object, with the lead as their key. Under the subscription's gate.</summary>
internal sealed class ProgramMembers(SimulatedProgram program, ObjectSchema schema, ObjectLedger ledger)
{
    /// <summary>Read by a call that names no fields.</summary>
    public static readonly string[] UsualFields = ["acquiredBy", "leadId", "membershipDate", "programId", "reachedSuccess"];

    public SimulatedProgram Program => program;

    // Members have no ids, so it does not matter that all programs have one seed.
    public ObjectStore Store { get; } = new(schema, ledger, 0);

    /// <summary>The place of a status in the program; below 0 for one that it does not have.</summary>
    public int StepOf(string? status) =>
        program.Statuses.ToList().FindIndex(name => string.Equals(name, status, StringComparison.OrdinalIgnoreCase));

    public int StepOf(StoredObject member) => StepOf((string?)member.Values[schema.Find("statusName")]);

    public StoredObject? Find(string lead) => Store.FindByKey(lead);

    public StoredObject Create(long lead, int step, DateTimeOffset now)
    {
        var values = new object?[schema.Fields.Length];
        values[schema.Find("leadId")] = (int)lead;
        values[schema.Find("programId")] = (int)program.Id;
        values[schema.Find("program")] = program.Name;
        values[schema.Find("membershipDate")] = FieldValue.TimeText(now);
        values[schema.Find("acquiredBy")] = false;
        values[schema.Find("isExhausted")] = false;
        SetStep(values, step, now);
        return Store.Create(lead.ToString(CultureInfo.InvariantCulture), values, now);
    }

    public void Move(StoredObject member, int step, DateTimeOffset now)
    {
        var values = new object?[schema.Fields.Length];
        SetStep(values, step, now);
        ObjectStore.Update(member, values, now);
    }

    /// <summary>The fields that Adobe's describe sample gives, then those of the subscription.</summary>
    public static ObjectSchema SchemaOf(IReadOnlyList<SimulatedField> customFields) => new(
        new SimulatedObjectType(
            "programs/members", ["leadId"], [.. StandardFields.Select(field => field with { Updateable = false }), .. customFields])
        {
            DescribeName = "API Program Membership", DescribedKey = ["leadId", "programId"], IdField = "",
        });

    private static IEnumerable<SimulatedField> StandardFields =>
    [
        new("acquiredBy", Type.Boolean),
        new("attendanceLikelihood", Type.Integer),
        new("isExhausted", Type.Boolean),
        new("leadId", Type.Integer),
        new("membershipDate", Type.DateTime),
        new("nurtureCadence", Type.String, 4),
        new("program", Type.String),
        new("programId", Type.Integer),
        new("reachedSuccess", Type.Boolean, Searchable: true),
        new("reachedSuccessDate", Type.DateTime),
        new("registrationLikelihood", Type.Integer),
        new("statusName", Type.String, Searchable: true),
        new("statusReason", Type.String),
        new("trackName", Type.String),
        new("waitlistPriority", Type.Integer),
    ];

    private void SetStep(object?[] values, int step, DateTimeOffset now)
    {
        values[schema.Find("statusName")] = program.Statuses[step];
        values[schema.Find("reachedSuccess")] = step == program.Statuses.Count - 1;
        if (step == program.Statuses.Count - 1) values[schema.Find("reachedSuccessDate")] = FieldValue.TimeText(now);
    }
}
