import DaybookCore
import Testing

@Suite struct ProfileTests {
    /// What differs from our own arithmetic says where it comes from, and nothing else does.
    @Test(arguments: ProfileID.allCases)
    func everyDifferenceHasASource(_ id: ProfileID) {
        let (own, profile) = (ArithmeticProfile.of(.daybook), ArithmeticProfile.of(id))
        #expect(profile.id == id)
        for choice in ProfileChoice.all {
            let differs = choice.answer(profile) != choice.answer(own)
            #expect((choice.sources[id] != nil) == differs, "\(id): \(choice.name)")
        }
    }

    /// No choice is missing from the table: profiles that answer alike are alike.
    @Test func whatTheTableDoesNotAskDoesNotDiffer() {
        for one in ProfileID.allCases {
            for other in ProfileID.allCases where one != other {
                let (left, right) = (ArithmeticProfile.of(one), ArithmeticProfile.of(other))
                let answersAlike = ProfileChoice.all.allSatisfy {
                    $0.answer(left) == $0.answer(right)
                }
                #expect(answersAlike == left.computesAlike(right), "\(one), \(other)")
            }
        }
    }
}
