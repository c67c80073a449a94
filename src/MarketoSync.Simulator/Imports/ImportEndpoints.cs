using Microsoft.AspNetCore.Http;

namespace MarketoSync.Simulator;

/// <summary>
/// The rows of bulk import: upload, status, failures and warnings for each kind. A job that does not exist, belongs to another kind or
/// object, or is too old is 1013; rows of a job that is not over are 1003. Adobe is silent about both.
/// </summary>
internal sealed class ImportEndpoints(Subscription data)
{
    private readonly ImportWriters writers = new(data);

    public void AddTo(RestRoutes routes)
    {
        Add(routes, "/bulk/v1/leads.json", "/bulk/v1/leads/batch/{id}", ".json", job => job.Kind is ImportKind.Leads, writers.ForLeads);
        Add(
            routes, "/bulk/v1/program/{id}/members/import.json", "/bulk/v1/program/members/import/{id}", "/status.json",
            job => job.Kind is ImportKind.ProgramMembers, writers.ForMembers);
        foreach (var store in data.Objects.Values.Where(store => store.Schema.Type.IsCustom))
        {
            var path = $"/bulk/v1/{store.Schema.Type.Name}/import";
            Add(
                routes, $"{path}.json", $"{path}/{{id}}", "/status.json", job => job.Object == store.Schema.Type.Name,
                upload => writers.ForObjects(upload, store));
        }
    }

    private void Add(
        RestRoutes routes, string upload, string job, string statusEnd, Func<ImportJob, bool> isMeant, Func<ImportUpload, Accepted> create)
    {
        routes.Add("POST", upload, Endpoint.Write(request => ImportUpload.Read(request, create)));
        routes.Add("GET", $"{job}{statusEnd}", Endpoint.Read(request => Status(request, isMeant)));
        routes.Add("GET", $"{job}/failures.json", Endpoint.Read(request => File(request, isMeant, found => found.Failures)));
        routes.Add("GET", $"{job}/warnings.json", Endpoint.Read(request => File(request, isMeant, found => found.Warnings)));
    }

    private Accepted Status(RestRequest request, Func<ImportJob, bool> isMeant) =>
        data.Imports.Look(isMeant, request.PathId, job => Accepted.To(new ReadOperation(
            writer => ImportAnswer.WriteStatus(writer, data.Imports.SnapshotOf(job), data.Time.GetUtcNow()))));

    private Accepted File(RestRequest request, Func<ImportJob, bool> isMeant, Func<ImportJob, ReadOnlyMemory<byte>> rows) =>
        data.Imports.Look(isMeant, request.PathId, job => job.EndedAt is null
            ? Accepted.Refuse("1003", "Import is not complete")
            : Accepted.To(new FileOperation(ReplyOf(rows(job), job.Kind))));

    /// <summary>Adobe has HTTP 404 for custom objects without such rows; clients met an empty body for leads.</summary>
    private static Reply ReplyOf(ReadOnlyMemory<byte> rows, ImportKind kind) =>
        rows.IsEmpty && kind is ImportKind.CustomObjects
            ? new Reply(default, null, StatusCodes.Status404NotFound)
            : new Reply(rows, "text/csv;charset=UTF-8");
}
