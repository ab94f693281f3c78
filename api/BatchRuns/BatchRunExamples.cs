namespace Matcher.Api.BatchRuns;

/// <summary>What the document shows of batch runs: made up, as the people of every sample are.</summary>
internal static class BatchRunExamples
{
    public const string ListCsv = """
        reference,joined,priority,postcode,maxDistanceMiles,accreditation,sector,Notes
        CL-001,2026-03-02,1,BN3 1TL,40,Level 6,secondary,"Deputy head, part-time"
        CL-002,17/05/2026,,LS1,,nonAccredited,further education,
        CL-003,2026-06-30,,B15,60,,special,
        """;

    public const string ListNdjson = """
        {"reference":"CL-001","joined":"2026-03-02","priority":1,"location":{"postcode":"BN3 1TL"},"maxDistanceMiles":40,"accreditation":{"preferred":"level6"}}
        {"reference":"CL-002","location":{"postcode":"LS1"}}
        """;

    public const string Run = """
        {
          "id": "3f0c1d52-8a4e-4d27-9f0a-2b7f6a1c9e10",
          "state": "ranking",
          "waitsFor": null,
          "createdAt": "2026-11-23T12:00:00+00:00",
          "finishedAt": null,
          "erasedAfter": null,
          "rows": { "total": 250, "done": 100, "ranked": 97, "failed": 3, "left": 150 },
          "rowsPerSecond": 812.5,
          "format": "csv",
          "limit": 5,
          "allocation": "priority",
          "seed": 1,
          "today": "2026-11-23",
          "applicationDays": 21,
          "catalogueVersion": "0123456789ab",
          "modelVersion": "conditionalLogit-0123456789ab",
          "columns": [
            { "name": "reference", "field": "reference", "likelyField": null },
            { "name": "Post Code", "field": "postcode", "likelyField": null },
            { "name": "How far would you travel?", "field": "maxDistanceMiles", "likelyField": null },
            { "name": "Notes", "field": null, "likelyField": null }
          ],
          "links": {
            "self": "/v1/batch-runs/3f0c1d52-8a4e-4d27-9f0a-2b7f6a1c9e10",
            "results": "/v1/batch-runs/3f0c1d52-8a4e-4d27-9f0a-2b7f6a1c9e10/results",
            "errors": "/v1/batch-runs/3f0c1d52-8a4e-4d27-9f0a-2b7f6a1c9e10/errors",
            "errorGroups": "/v1/batch-runs/3f0c1d52-8a4e-4d27-9f0a-2b7f6a1c9e10/error-groups",
            "corrections": "/v1/batch-runs/3f0c1d52-8a4e-4d27-9f0a-2b7f6a1c9e10/corrections",
            "placements": "/v1/batch-runs/3f0c1d52-8a4e-4d27-9f0a-2b7f6a1c9e10/placements",
            "cohorts": "/v1/batch-runs/3f0c1d52-8a4e-4d27-9f0a-2b7f6a1c9e10/cohorts",
            "methods": "/v1/batch-runs/3f0c1d52-8a4e-4d27-9f0a-2b7f6a1c9e10/methods"
          }
        }
        """;

    public const string Page =
        $$"""{ "items": [{{Run}}], "page": 1, "pageSize": 20, "total": 1, "links": { "self": "/v1/batch-runs?page=1", "previous": null, "next": null } }""";

    public const string ResultsCsv = """
        row,reference,Notes,placedBy,eligibleCourses,rank,courseId,title,provider,accreditation,cohortId,venue,startsOn,endsOn,placesLeft,distanceMiles,score,choiceProbability,reasons,cautions,nothingFits,advice
        2,CL-001,"Deputy head, part-time",postcode,14,1,se-l6-day,"Careers Leadership at Level 6, full days","Careers specialist, South East",level6,se-l6-day-guildford-2702,"Training centre, Guildford",2027-02-02,2027-05-25,8,33.3,3.22,0.64,"Level 6, as you asked; 33 miles from BN3",Takes 6 working days away from your school,,
        """;

    public const string ResultsNdjson = """
        {"row":1,"reference":"CL-001","carried":{},"placedBy":"postcode","eligibleCourses":14,"courses":[{"rank":1,"courseId":"se-l6-day","title":"Careers Leadership at Level 6, full days","provider":"Careers specialist, South East","accreditation":"level6","cohortId":"se-l6-day-guildford-2702","venue":"Training centre, Guildford","startsOn":"2027-02-02","endsOn":"2027-05-25","placesLeft":8,"distanceMiles":33.3,"score":3.22,"choiceProbability":0.64,"reasons":["Level 6, as you asked"],"cautions":[]}],"nothingFits":[],"advice":[]}
        """;

    public const string ErrorsCsv = """
        row,column,value,message,advice,leftOut
        7,postcode,ZZ9 9ZZ,Unknown postcode district.,We do not know the postcode district ZZ9. Check the postcode or give the latitude and longitude of the school or college.,false
        """;

    public const string ErrorsNdjson =
        """{"row":7,"column":"$.location.postcode","value":"","message":"Unknown postcode district.","advice":"We do not know the postcode district ZZ9. Check the postcode or give the latitude and longitude of the school or college.","leftOut":false}""";

    public const string ErrorGroups = """
        {
          "items": [
            { "column": "postcode", "value": "ZZ9 9ZZ", "message": "Unknown postcode district.", "advice": "We do not know the postcode district ZZ9. Check the postcode or give the latitude and longitude of the school or college.", "leftOut": false, "count": 1, "rows": [7] }
          ]
        }
        """;

    public const string CorrectionsCsv = """
        reference,joined,priority,postcode,maxDistanceMiles,accreditation,sector,Notes,ERRORS
        CL-001,2026-03-02,1,BN3 1TL,40,Level 6,secondary,"Deputy head, part-time",
        CL-006,2026-06-30,,ZZ9 9ZZ,60,,special,,postcode: Unknown postcode district. We do not know the postcode district ZZ9. Check the postcode or give the latitude and longitude of the school or college.
        """;

    public const string PlacementsCsv = """
        row,reference,Notes,cohortId,courseId,title,provider,venue,distanceMiles,startsOn,endsOn,rank,choices,eligible,betterFull,betterNotViable,why
        2,CL-001,"Deputy head, part-time",se-l6-day-guildford-2702,se-l6-day,"Careers Leadership at Level 6, full days","Careers specialist, South East","Training centre, Guildford",35.1,2027-02-02,2027-06-15,1,20,20,0,0,This is your first choice.
        """;

    public const string PlacementsNdjson =
        """{"row":1,"reference":"CL-001","carried":{},"cohortId":"se-l6-day-guildford-2702","courseId":"se-l6-day","title":"Careers Leadership at Level 6, full days","provider":"Careers specialist, South East","venue":"Training centre, Guildford","distanceMiles":35.1,"startsOn":"2027-02-02","endsOn":"2027-06-15","rank":1,"choices":20,"eligible":20,"betterFull":0,"betterNotViable":0,"why":"This is your first choice."}""";

    public const string CohortsCsv = """
        cohortId,courseId,title,provider,venue,startsOn,placesLeft,needed,placed,opens,moreToOpen
        se-l6-day-guildford-2702,se-l6-day,"Careers Leadership at Level 6, full days","Careers specialist, South East","Training centre, Guildford",2027-02-02,8,6,7,yes,0
        """;

    public const string Methods = """
        {
          "items": [
            { "method": "optimal", "explanation": "All people are placed together. …", "placed": 182, "cohorts": 56, "firstChoice": 103, "worstRank": 10, "totalRank": 398, "reached": "placed 182 (proven), worstRank 10 (proven), totalRank 398 (proven)" },
            { "method": "priority", "explanation": "People choose one after the other: …", "placed": 171, "cohorts": 51, "firstChoice": 85, "worstRank": 79, "totalRank": 731, "reached": null },
            { "method": "firstComeFirstServed", "explanation": "In the order in which they joined the list, …", "placed": 143, "cohorts": 46, "firstChoice": 90, "worstRank": 10, "totalRank": 267, "reached": null }
          ]
        }
        """;

    public const string CohortsNdjson =
        """{"cohortId":"se-l6-day-guildford-2702","courseId":"se-l6-day","title":"Careers Leadership at Level 6, full days","provider":"Careers specialist, South East","venue":"Training centre, Guildford","startsOn":"2027-02-02","placesLeft":8,"needed":6,"placed":7,"opens":true,"moreToOpen":0}""";
}
