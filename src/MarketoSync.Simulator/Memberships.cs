using System.Globalization;

namespace MarketoSync.Simulator;

/// <summary>Who is in which list and program, for a test to set and to look at. Safe to use while calls are running.</summary>
public sealed class Memberships
{
    private readonly Subscription data;

    internal Memberships(Subscription data) => this.data = data;

    /// <summary>Adds leads to a list as if they had been there before.</summary>
    /// <exception cref="ArgumentException">There is no such list or lead.</exception>
    public void AddToList(long list, params IReadOnlyList<long> leads)
    {
        lock (data.Gate)
            foreach (var lead in leads)
                List(list).Members.Add(Known(lead));
    }

    /// <summary>Ids of the leads in a list, in order.</summary>
    /// <exception cref="ArgumentException">There is no such list.</exception>
    public IReadOnlyList<long> OfList(long list)
    {
        lock (data.Gate)
            return [.. List(list).Members];
    }

    /// <summary>Makes a lead a member of a program as if it had been one before.</summary>
    /// <exception cref="ArgumentException">There is no such program, lead or status, or the lead is a member.</exception>
    public void AddToProgram(long program, long lead, string status)
    {
        lock (data.Gate)
        {
            var members = Program(program);
            var step = members.StepOf(status);
            if (step < 0) throw new ArgumentException($"Program {program} has no status '{status}'.", nameof(status));
            members.Create(Known(lead), step, data.Time.GetUtcNow());
        }
    }

    /// <summary>The members of a program with all their values, in the order they became such. They have no ids.</summary>
    /// <exception cref="ArgumentException">There is no such program.</exception>
    public IReadOnlyList<ObjectSnapshot> OfProgram(long program)
    {
        lock (data.Gate)
        {
            var store = Program(program).Store;
            return [.. store.All.Select(store.Snapshot)];
        }
    }

    /// <summary>A lead's status in a program; null where it is no member.</summary>
    /// <exception cref="ArgumentException">There is no such program.</exception>
    public string? StatusIn(long program, long lead)
    {
        lock (data.Gate)
        {
            var members = Program(program);
            var member = members.Find(lead.ToString(CultureInfo.InvariantCulture));
            return member is null ? null : members.Program.Statuses[members.StepOf(member)];
        }
    }

    private long Known(long lead) => data.HasLead(lead) ? lead : throw new ArgumentException($"There is no lead {lead}.", nameof(lead));

    private ListStore List(long id) =>
        data.Lists.TryGetValue(id, out var list) ? list : throw new ArgumentException($"There is no list {id}.", nameof(id));

    private ProgramMembers Program(long id) =>
        data.Programs.TryGetValue(id, out var program) ? program : throw new ArgumentException($"There is no program {id}.", nameof(id));
}
