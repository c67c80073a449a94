namespace MarketoSync.Simulator;

/// <summary>What a bulk import brings in.</summary>
public enum ImportKind
{
    /// <summary><c>/bulk/v1/leads.json</c></summary>
    Leads,

    /// <summary><c>/bulk/v1/customobjects/{api}/import.json</c></summary>
    CustomObjects,

    /// <summary><c>/bulk/v1/program/{id}/members/import.json</c></summary>
    ProgramMembers,
}
