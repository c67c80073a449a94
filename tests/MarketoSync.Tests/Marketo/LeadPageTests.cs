using System.Text;
using MarketoSync.Marketo;

namespace MarketoSync.Tests.Marketo;

public class LeadPageTests
{
    [Fact]
    public void Leads_are_read_with_id_key_and_time_of_creation()
    {
        var page = Read("""{"success":true,"result":[{"id":7,"email":"a@x.example","createdAt":"2026-11-20T18:00:00Z"},{"id":"8","email":5,"createdAt":"2026-11-20T18:00:00-06:00"}]}""");
        var second = new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal([new("7", "a@x.example", second.AddHours(-6)), new("8", "5", second)], page!.Leads);
        Assert.Null(page.NextPageToken);
    }

    [Theory]
    [InlineData("""{"result":[],"nextPageToken":"t"}""", "t")]
    [InlineData("""{"result":[],"nextPageToken":"t","moreResult":true}""", "t")]
    [InlineData("""{"result":[],"nextPageToken":"t","moreResult":false}""", null)]
    [InlineData("""{"success":true}""", null)]
    public void There_is_a_next_page_where_the_answer_names_one(string body, string? token) => Assert.Equal(token, Read(body)!.NextPageToken);

    [Theory]
    [InlineData("""{"result":[{"id":7,"email":"a@x.example"}]}""")]
    [InlineData("""{"result":[{"id":7,"email":"a@x.example","createdAt":null}]}""")]
    [InlineData("""{"result":[{"id":7,"email":null,"createdAt":"2026-11-20T18:00:00Z"}]}""")]
    [InlineData("""{"result":[{"email":"a@x.example","createdAt":"2026-11-20T18:00:00Z"}]}""")]
    [InlineData("""{"result":[7]}""")]
    public void A_lead_without_what_was_asked_for_proves_nothing(string body) => Assert.Null(Read(body));

    private static LeadPage? Read(string body) => LeadPage.TryRead(Encoding.UTF8.GetBytes(body), "email");
}
